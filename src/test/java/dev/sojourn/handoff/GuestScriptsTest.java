package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestScriptsTest {

    private static final Path GUEST = Path.of("src/main/resources/guest");

    /** SSM takes 64 KB of parameters in all; values and JSON's own escapes want some of it. */
    private static final int MOST = 56_000;

    private final GuestScripts scripts = new GuestScripts();

    static Stream<String> sent() {
        return Stream.concat(
                Stream.of(Operation.Script.values()).map(Operation.Script::file),
                Stream.of("progress", "read-log", "log-end", "list-slots", "look"));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void a_script_is_sent_with_the_common_part_and_the_parts_that_it_names_in_that_order(String name)
            throws IOException {
        String text = scripts.compose(name, Map.of());
        String own = Files.readString(GUEST.resolve(name + ".sh"));
        assertThat(text).startsWith("#!/usr/bin/env bash\n").endsWith(bare(name));
        int at = text.indexOf(bare("common"));
        assertThat(at).isPositive();
        for (String line :
                own.lines().limit(10).filter(one -> one.startsWith("# with:")).toList()) {
            for (String part : line.substring("# with:".length()).strip().split(" +")) {
                int next = text.indexOf(bare(part));
                assertThat(next).as(part).isGreaterThan(at);
                at = next;
            }
        }
    }

    /** Without comments that begin a line: they would count against what a command may carry. */
    private static String bare(String part) throws IOException {
        return Files.readString(GUEST.resolve(part + ".sh"))
                .lines()
                .filter(line -> !line.startsWith("# "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void no_script_is_longer_than_what_a_command_may_carry(String name) {
        assertThat(scripts.compose(name, Map.of()).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(touch /tmp/x)", "'; reboot; '", "{{ssm:secret}}", "line one\nline two"})
    void a_value_is_never_part_of_the_text(String hostile) {
        String text = scripts.compose("mount", Map.of("MOUNT", hostile));
        assertThat(text).doesNotContain(hostile).contains("export SOJOURN_MOUNT_B64='");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot"})
    void user_data_is_packed_below_what_ec2_takes(String name) {
        assertThat(scripts.composePacked(name, Map.of("LEASE_S", "600", "CAP_S", "7200")))
                .hasSizeLessThan(16 * 1024);
    }
}
