package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code host-only.sh} and its systemd generator, on a made-up root folder. */
class HostOnlyTest {

    private static final Path SCRIPT = Path.of("deploy", "builder-image", "host-only.sh");
    private static final String VOLUME =
            "UUID=11111111-2222-3333-4444-555555555555 /mnt/llvm ext4 defaults,nofail 0 2\n";

    @TempDir
    Path root;

    @BeforeEach
    void aHost() throws IOException {
        write("etc/fstab", "# the volume\n/dev/xvda1 / ext4 defaults 0 1\n" + VOLUME);
        write("sys/class/dmi/id/board_asset_tag", "i-0123456789abcdef0\n");
        write("usr/bin/cloud-init", "").toFile().setExecutable(true);
    }

    @Test
    void aMachineFromTheHostsImageKeepsTheHostsUnitsOff() throws IOException {
        assertThat(hostOnly("install", "docker.service").code()).isZero();
        write("sys/class/dmi/id/board_asset_tag", "i-0fedcba9876543210\n");
        assertThat(masked()).contains("docker.service", "cron.service", "apt-daily-upgrade.timer");
    }

    @Test
    void theHostKeepsAllOfItsUnits() throws IOException {
        assertThat(hostOnly("install", "docker.service").code()).isZero();
        assertThat(masked()).isEmpty();
    }

    @Test
    void aMachineThatCannotTellWhoItIsKeepsThemToo() throws IOException {
        assertThat(hostOnly("install").code()).isZero();
        for (String id : List.of("", "Not Specified\n")) {
            write("sys/class/dmi/id/board_asset_tag", id);
            assertThat(masked()).isEmpty();
        }
    }

    @Test
    void removedItLeavesNothing() throws IOException {
        hostOnly("install");
        Path generator = root.resolve("etc/systemd/system-generators/sojourn-host-only");
        assertThat(generator).isExecutable();
        assertThat(hostOnly("remove").code()).isZero();
        assertThat(generator).doesNotExist();
        assertThat(root.resolve("etc/sojourn/host-only")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "etc/fstab, UUID=1 /mnt/llvm xfs defaults 0 2, has no nofail",
        "etc/fstab, /dev/nvme9n1 /mnt/llvm xfs nofail 0 2, name it by UUID=",
        "etc/cloud/cloud-init.disabled, '', cloud-init is disabled",
        "var/lib/amazon/ssm/registration, '{\"ManagedInstanceID\":\"mi-0123456789abcdef0\"}', hybrid activation",
    })
    void whatWouldKeepABuilderFromComingUpIsRefused(String file, String content, String words) throws IOException {
        assertThat(hostOnly("check").code()).isZero();
        write(file, content + "\n");
        for (String command : List.of("check", "install")) {
            ScriptRun run = hostOnly(command);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.output()).contains(words);
        }
        assertThat(root.resolve("etc/sojourn")).doesNotExist();
    }

    @Test
    void servicesThatNameTheVolumeAreShown() throws IOException {
        write("etc/systemd/system/indexer.service", "[Service]\nExecStart=/mnt/llvm/bin/indexer\n");
        write("etc/systemd/system/other.service", "[Service]\nExecStart=/bin/true\n");
        assertThat(hostOnly("check").output()).contains("indexer.service").doesNotContain("other.service");
    }

    private List<String> masked() throws IOException {
        Path early = Files.createDirectories(root.resolve("run/early"));
        Path generator = root.resolve("etc/systemd/system-generators/sojourn-host-only");
        ScriptRun run = ScriptRun.of(
                Map.of("SOJOURN_ROOT", root.toString()),
                List.of("sh", generator.toString(), "/normal", early.toString(), "/late"));
        assertThat(run).isEqualTo(new ScriptRun(0, ""));
        try (Stream<Path> links = Files.list(early)) {
            List<String> names = new ArrayList<>();
            for (Path link : links.toList()) {
                assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("/dev/null"));
                names.add(link.getFileName().toString());
            }
            return names;
        }
    }

    private ScriptRun hostOnly(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return ScriptRun.of(Map.of("SOJOURN_ROOT", root.toString()), command);
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
