package dev.sojourn.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An upstream repository of a few small files, so that a build costs a second. */
final class Repository {

    private static final String TALLY = "#include \"tally.hpp\"\n";

    private static final Map<String, String> MAIN = Map.of(
            "CMakeLists.txt",
            """
            cmake_minimum_required(VERSION 3.16)
            project(tally LANGUAGES CXX)
            add_library(tally STATIC add.cpp multiply.cpp)
            add_executable(count count.cpp)
            target_link_libraries(count PRIVATE tally)
            """,
            "tally.hpp",
            "int add(int left, int right);\nint multiply(int left, int right);\n",
            "add.cpp",
            TALLY + "int add(int left, int right) { return left + right; }\n",
            "multiply.cpp",
            TALLY + "int multiply(int left, int right) { return left * right; }\n",
            "count.cpp",
            TALLY + "int main() { return add(1, multiply(2, 3)) - 7; }\n");

    /** Waits in mid-build for a file {@code gate} in the volume's root. */
    static final String GATE = """
            add_custom_command(OUTPUT gate.stamp
              COMMAND sh -c "until test -e ${CMAKE_SOURCE_DIR}/../../../../gate; do sleep 0.1; done"
              COMMAND touch gate.stamp VERBATIM)
            add_custom_target(gate ALL DEPENDS gate.stamp)
            """;

    /** One more file, which is compiled only behind the gate. */
    private static final String STAGED = """
            add_library(late STATIC late.cpp)
            add_dependencies(late gate)
            """;

    /** Leaves a line in a file {@code runs} in the volume's root with every build. */
    private static final String COUNTED = """
            add_custom_target(counted ALL
              COMMAND sh -c "echo run >>${CMAKE_SOURCE_DIR}/../../../../runs" VERBATIM)
            """;

    /** A test target that speaks as lit does, by the sample project's own runner. */
    private static final String TESTED = """
            foreach(name add_test multiply_test)
              add_executable(${name} ${name}.cpp)
              target_link_libraries(${name} PRIVATE tally)
            endforeach()
            add_custom_target(check-tally
              COMMAND sh ${CMAKE_SOURCE_DIR}/run-lit.sh tally $<TARGET_FILE:add_test> $<TARGET_FILE:multiply_test>
              DEPENDS add_test multiply_test USES_TERMINAL VERBATIM)
            """;

    private static final Path RUN_LIT = Path.of("src/playground/resources/sample/ledger/tests/run-lit.sh");

    private final Path folder;

    private Repository(Path folder) {
        this.folder = folder;
    }

    /**
     * With the branches {@code main}; {@code broken}, which does not compile; {@code gated}, which waits; {@code staged}, which waits
     * before its last file; {@code wide}, where
     * every source file is another; {@code counted}, which tells how often it was built; and {@code tested}, one of whose two
     * tests fails.
     */
    static Repository in(Path folder) throws IOException {
        Repository made = new Repository(Files.createDirectories(folder));
        made.git("init", "--quiet", "--initial-branch=main");
        for (Map.Entry<String, String> file : MAIN.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        made.commit("Adds and multiplies");
        made.git("checkout", "--quiet", "-b", "broken");
        Files.writeString(folder.resolve("add.cpp"), TALLY + "int add(int left, int) { return left + nowhere; }\n");
        made.commit("Adds what is nowhere");
        made.git("checkout", "--quiet", "-b", "gated", "main");
        Files.writeString(folder.resolve("CMakeLists.txt"), MAIN.get("CMakeLists.txt") + GATE);
        made.commit("Waits at a gate");
        made.git("checkout", "--quiet", "-b", "staged", "main");
        Files.writeString(folder.resolve("CMakeLists.txt"), MAIN.get("CMakeLists.txt") + GATE + STAGED);
        Files.writeString(folder.resolve("late.cpp"), TALLY + "int late() { return add(1, 1); }\n");
        made.commit("Waits at a gate before its last file");
        made.git("checkout", "--quiet", "-b", "counted", "main");
        Files.writeString(folder.resolve("CMakeLists.txt"), MAIN.get("CMakeLists.txt") + COUNTED);
        made.commit("Counts its builds");
        made.git("checkout", "--quiet", "-b", "wide", "main");
        for (String file : List.of("add.cpp", "multiply.cpp", "count.cpp")) {
            Files.writeString(folder.resolve(file), MAIN.get(file) + "// Wide.\n");
        }
        made.commit("Is wide");
        made.git("checkout", "--quiet", "-b", "tested", "main");
        Files.writeString(folder.resolve("CMakeLists.txt"), MAIN.get("CMakeLists.txt") + TESTED);
        Files.copy(RUN_LIT, folder.resolve("run-lit.sh"));
        Files.writeString(folder.resolve("add_test.cpp"), TALLY + "int main() { return add(1, 2) - 3; }\n");
        Files.writeString(
                folder.resolve("multiply_test.cpp"),
                TALLY
                        + "#include <cstdio>\nint main() { std::puts(\"2 times 2 should be 5\"); return multiply(2, 2) - 5; }\n");
        made.commit("Has tests");
        made.git("checkout", "--quiet", "main");
        return made;
    }

    Path folder() {
        return folder;
    }

    private void commit(String message) throws IOException {
        git("add", "--all");
        git("-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "commit", "--quiet", "-m", message);
    }

    private void git(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(line + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
