package dev.sojourn.playground.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The sample's runner says what LLVM's lit would. */
final class RunLitTest {
    private static final Path RUNNER = Path.of("src/playground/resources/sample/ledger/tests/run-lit.sh");

    @TempDir
    Path folder;

    private final List<String> tests = new ArrayList<>();

    @BeforeEach
    void plant() throws Exception {
        program("csv_test", "echo read; exit 0");
        program("date_test", "exit 0");
        program("money_test", "printf 'a < b & ]]> \\033[1m\\377\\n'; exit 3");
    }

    @Test
    void aFailedTestIsFramedWithItsWordsAndListedAtTheEnd() throws Exception {
        Program run = run(Map.of());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("-- Testing: 3 tests, ")
                .containsPattern("\nPASS: ledger :: csv_test \\([1-3] of 3\\)\n")
                .containsPattern("\nFAIL: ledger :: money_test \\([1-3] of 3\\)\n"
                        + "\\*{20} TEST 'ledger :: money_test' FAILED \\*{20}\nExit Code: 3\n")
                .contains("a < b & ]]>")
                .contains("\n********************\nFailed Tests (1):\n  ledger :: money_test\n\n\nTesting Time: ")
                .endsWith("\nTotal Discovered Tests: 3\n  Passed: 2 (66.67%)\n  Failed: 1 (33.33%)\n")
                .doesNotContain("read");
    }

    @Test
    void everyTestIsCountedOnceInTheOrderOfItsEnd() throws Exception {
        assertThat(run(Map.of())
                        .output()
                        .lines()
                        .filter(line -> line.matches("(PASS|FAIL): .*"))
                        .map(line -> line.replaceAll(".*\\(", "")))
                .containsExactly("1 of 3)", "2 of 3)", "3 of 3)");
    }

    @Test
    void testsRunBesideEachOtherOnAsManyWorkersAsThereAre() throws Exception {
        tests.clear();
        // Each waits for the other: one after the other they would never end.
        program("left_test", "touch left; until [ -e right ]; do sleep 0.05; done");
        program("right_test", "touch right; until [ -e left ]; do sleep 0.05; done");
        Program run = run(Map.of("LIT_OPTS", "-j2"));
        assertThat(run.exit()).isZero();
        assertThat(run.output()).startsWith("-- Testing: 2 tests, 2 workers --\n");
    }

    @Test
    void aFilterMeansTheFullNameInWhateverCase() throws Exception {
        Program run = run(Map.of("LIT_FILTER", "^LEDGER :: (csv|date)_test$"));
        assertThat(run.exit()).isZero();
        assertThat(run.output())
                .startsWith("-- Testing: 2 of 3 tests, ")
                .contains("Total Discovered Tests: 3\n  Excluded: 1 (33.33%)\n  Passed  : 2 (66.67%)\n")
                .doesNotContain("money_test");
    }

    @Test
    void whatLitWouldRefuseIsRefused() throws Exception {
        for (Map<String, String> wrong : List.of(
                Map.of("LIT_FILTER", "nothing like it"),
                Map.of("LIT_FILTER", "("),
                Map.of("LIT_OPTS", "--no-such-option"),
                Map.of("LIT_OPTS", "-j0"),
                Map.of("LIT_OPTS", "--xunit-xml-output=/no/such/folder/tests.xml"))) {
            assertThat(run(wrong)).as(wrong.toString()).satisfies(run -> {
                assertThat(run.exit()).isEqualTo(2);
                assertThat(run.output()).contains("error");
            });
        }
    }

    @Test
    void aFilterThatMeansNoTestIsAnErrorUnlessThatIsAllowed() throws Exception {
        Program allowed = run(Map.of("LIT_FILTER", "nothing like it", "LIT_OPTS", "--allow-empty-runs"));
        assertThat(allowed.exit()).isZero();
        assertThat(allowed.output()).contains("did not match any tests (of 3 discovered)");
    }

    @Test
    void aReportInXmlHasEveryTestAndWhyItFailed() throws Exception {
        Path report = folder.resolve("the report.xml");
        Program run =
                run(Map.of("LIT_OPTS", "-v --xunit-xml-output='" + report + "'", "LIT_FILTER", "csv_test|money_test"));
        assertThat(run.exit()).isEqualTo(1);
        Element suite = (Element) DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testsuite")
                .item(0);
        assertThat(List.of("name", "tests", "failures", "skipped").stream().map(suite::getAttribute))
                .containsExactly("ledger", "3", "1", "1");
        NodeList cases = suite.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(3);
        Element failed = (Element) cases.item(2);
        assertThat(failed.getAttribute("name")).isEqualTo("money_test");
        assertThat(failed.getElementsByTagName("failure").item(0).getTextContent())
                .contains("Exit Code: 3", "a < b & ]]> [1m\n");
        assertThat(((Element) cases.item(1)).getElementsByTagName("skipped").getLength())
                .isEqualTo(1);
    }

    private Program run(Map<String, String> environment) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("sh", RUNNER.toAbsolutePath().toString(), "ledger"));
        tests.forEach(test -> words.add(folder.resolve(test).toString()));
        return Program.run(folder, environment, words);
    }

    private void program(String name, String script) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, ("#!/bin/sh\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        tests.add(name);
    }
}
