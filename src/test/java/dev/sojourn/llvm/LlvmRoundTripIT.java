package dev.sojourn.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Sojourn is for: LLVM is built away from home, and after a change at home only what the change touches is. */
@Tag("llvm")
class LlvmRoundTripIT {

    private static final Path LOGS = Path.of("target/llvm").toAbsolutePath();
    private static final String CHANGED = "llvm/lib/Support/APInt.cpp";
    private static final Map<String, String> LLVM = Map.of(
            "SOJOURN_PLAYGROUND_TIME_SCALE", "10",
            "SOJOURN_PLAYGROUND_CMAKE_SOURCE", "llvm",
            "SOJOURN_PLAYGROUND_CMAKE_OPTIONS",
                    "-DCMAKE_BUILD_TYPE=Release -DLLVM_TARGETS_TO_BUILD=X86 -DLLVM_INCLUDE_TESTS=OFF"
                            + " -DLLVM_INCLUDE_BENCHMARKS=OFF -DLLVM_INCLUDE_EXAMPLES=OFF",
            "SOJOURN_PLAYGROUND_TARGETS", "LLVMDemangle LLVMSupport");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void aPartOfLlvmIsBuiltAwayAndAChangeAtHomeCompilesNothingElse() throws Exception {
        Files.createDirectories(LOGS);
        Files.deleteIfExists(LOGS.resolve("result.log"));
        Path playground = LOGS.resolve("playground");
        remove(playground);
        Laps laps = new Laps();
        Path repository = LlvmRepository.make(LOGS.resolve("llvm-project.git"), LOGS.resolve("repository.log"));
        laps.end("repository");
        Map<String, String> settings = new HashMap<>(LLVM);
        settings.put("SOJOURN_PLAYGROUND_REPO", repository.toString());
        String result;
        try (Installation installation = Installation.start(playground, settings, LOGS.resolve("start.log"))) {
            laps.end("start");
            result = roundTrips(installation, laps);
        }
        remove(playground);
        laps.end("stop");
        Files.writeString(LOGS.resolve("result.log"), laps + "\n" + result + "\n");
        System.out.println(laps);
        System.out.println(result);
    }

    private String roundTrips(Installation installation, Laps laps) throws Exception {
        Conversation channel = new Conversation(installation);
        JsonNode volume = annsVolume(installation);
        String host = volume.path("home").asText();

        Conversation.End first = channel.build("main");
        laps.end("first");
        int compiled = passed(installation, host, first);
        for (String library : List.of("libLLVMDemangle.a", "libLLVMSupport.a")) {
            assertThat(installation.typed(host, "ar t " + first.buildFolder() + "/lib/" + library))
                    .contains(".cpp.o");
        }

        installation.typed(host, "cd " + volume.path("source").asText() + " && echo '// A new thought.' >>" + CHANGED);
        Conversation.End second = channel.build(".");
        laps.end("second");
        int recompiled = passed(installation, host, second);
        assertThat(second.buildFolder()).isEqualTo(first.buildFolder());
        assertThat(compiled).isGreaterThan(100);
        assertThat(recompiled).isBetween(1, 4);
        assertThat(installation
                        .typed(host, "grep -o 'Building .*' " + second.log())
                        .lines())
                .allMatch(line -> line.endsWith("/APInt.cpp.o"))
                .hasSize(recompiled);

        Conversation.End third = channel.build("main");
        laps.end("third");
        assertThat(third.buildFolder()).isEqualTo(first.buildFolder());
        assertThat(passed(installation, host, third))
                .as("back to main, only the difference is compiled")
                .isEqualTo(recompiled);
        assertThat(installation.get("/playground/invariants").path("violations"))
                .isEmpty();
        return "compiled=" + compiled + " recompiled=" + recompiled + " home=true";
    }

    /** Asserts that the job succeeded, told its cost and left all as it should be; how many files were compiled. */
    private int passed(Installation installation, String host, Conversation.End end) throws Exception {
        String job = Path.of(end.jobFolder()).getFileName().toString();
        Files.writeString(LOGS.resolve("build-" + job + ".log"), installation.typed(host, "cat " + end.log()));
        assertThat(end.text()).contains(" is done after ").containsPattern("Cost: \\$\\d+\\.\\d\\d");

        JsonNode volume = annsVolume(installation);
        assertThat(volume.path("state").asText()).isEqualTo("in-use");
        assertThat(volume.path("mounted_on").asText()).isEqualTo(host);
        assertThat(volume.path("attachments").findValuesAsText("instance")).containsExactly(host);
        await("the builder is gone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> listed(installation, "instances").stream()
                        .filter(instance -> instance.path("role").asText().equals("builder"))
                        .allMatch(instance -> instance.path("state").asText().equals("terminated")));

        JsonNode status = json.readTree(installation.typed(host, "cat " + end.jobFolder() + "/status.json"));
        assertThat(status.path("exit").asInt(-1)).isZero();
        return status.path("compiled").asInt();
    }

    private static JsonNode annsVolume(Installation installation) throws Exception {
        return listed(installation, "volumes").stream()
                .filter(volume -> volume.path("name").asText().equals("ann"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> listed(Installation installation, String what) throws Exception {
        return StreamSupport.stream(
                        installation.get("/playground/cloud").path(what).spliterator(), false)
                .toList();
    }

    private static void remove(Path folder) throws Exception {
        int exit = new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).as("rm of %s", folder).isZero();
    }
}
