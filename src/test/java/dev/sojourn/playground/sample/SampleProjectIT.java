package dev.sojourn.playground.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample project's branches do what they are there for. */
class SampleProjectIT {
    @TempDir
    Path folder;

    @Test
    void oneTestFailsOnOneBranchAndNoneOnMain() throws Exception {
        Path upstream = folder.resolve("ledger.git");
        Path checkout = folder.resolve("ledger");
        Path maker = Path.of("src/playground/resources/sample/make-repository");
        Program.required(folder, "bash", maker.toAbsolutePath().toString(), upstream.toString());
        Program.required(folder, "git", "clone", "--quiet", "--branch", "failing-test", upstream.toString(), "ledger");
        Program.required(checkout, "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug");

        Program failing = check(checkout, Map.of());
        assertThat(failing.exit()).isEqualTo(1);
        assertThat(failing.output())
                .contains("-- Testing: 17 tests, ", "Failed Tests (1):\n  ledger :: interest_test\n")
                .contains("FAILED  a loan is paid back to the last cent", "  Passed: 16 (94.12%)");

        Program again = check(checkout, Map.of("LIT_FILTER", "^(ledger :: interest_test)$"));
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.output())
                .contains("-- Testing: 1 of 17 tests, 1 workers --")
                .doesNotContain("Building");

        Program.required(checkout, "git", "checkout", "--quiet", "main");
        Program main = check(checkout, Map.of());
        assertThat(main.exit()).isZero();
        assertThat(main.output()).contains("  Passed: 17 (100.00%)");
        assertThat(main.output().split("Building CXX", -1))
                .as("one file differs")
                .hasSize(2);
    }

    private static Program check(Path checkout, Map<String, String> environment) throws Exception {
        return Program.run(checkout, environment, List.of("ninja", "-C", "build", "check-ledger"));
    }
}
