package dev.sojourn.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Handoffs between machines on real ext4 and xfs, with random kills: {@code src/test/disks/run-handoffs.sh}. {@code -Ddisks.handoffs=N}
 * says how many, {@code -Ddisks.seed=S} makes the same decisions again. Wants root and loop devices; says so where it is skipped.
 */
@Tag("disks")
class DisksIT {

    private static final int CANNOT_RUN = 3;
    private static final Path FOLDER = Path.of("target", "disks");
    private static final String HANDOFFS = System.getProperty("disks.handoffs", "200");
    private static final String SEED = System.getProperty("disks.seed", "11");

    @Test
    void whatWasSyncedBeforeAHandoffIsThereAfterItWhateverWasKilled() throws Exception {
        Path result = Files.createDirectories(FOLDER).resolve("result.log");
        int code = run(
                "--handoffs",
                HANDOFFS,
                "--seed",
                SEED,
                "--result",
                result.toAbsolutePath().toString());
        assumeTrue(code != CANNOT_RUN, "skipped: wants root, namespaces, loop devices and xfsprogs");
        List<String> lines = Files.readAllLines(result);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("handoffs=" + HANDOFFS + " mismatches=0");
        assertThat(code).isZero();
    }

    @Test
    void aByteThatIsChangedOnTheWayIsFoundOut() throws Exception {
        Path result = Files.createDirectories(FOLDER).resolve("planted.log");
        int code = run(
                "--handoffs",
                "4",
                "--seed",
                "7",
                "--plant",
                "flip",
                "--result",
                result.toAbsolutePath().toString());
        assumeTrue(code != CANNOT_RUN, "skipped: wants root, namespaces, loop devices and xfsprogs");
        List<String> lines = Files.readAllLines(result);
        assertThat(lines.get(lines.size() - 1)).matches("handoffs=4 mismatches=[1-9][0-9]*");
        assertThat(code).isNotZero();
    }

    private static int run(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", "src/test/disks/run-handoffs.sh"));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
