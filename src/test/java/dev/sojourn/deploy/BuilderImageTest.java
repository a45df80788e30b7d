package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The recipes of {@code deploy/builder-image} bring what the guest scripts need. The function that both have of the guest
 * scripts is written anew by {@code ./mvnw test -Dtest=BuilderImageTest -Dwrite.pages=true}.
 */
class BuilderImageTest {

    private static final Path FOLDER = Path.of("deploy", "builder-image");
    private static final Path GUEST = Path.of("src", "main", "resources", "guest");
    private static final Path BARE = FOLDER.resolve("from-bare.sh");
    private static final Path COMPONENT = FOLDER.resolve("image-builder-component.yml");

    /** What {@code from-bare.sh} has between the lines that say that it is as in the guest scripts. */
    private static final Pattern COPY = Pattern.compile(
            "(?ms)(^# ---- as in src/main/resources/guest/common\\.sh ----\n)(.*?)(^# ---- as there until here ----\n)");

    private static final Pattern TOOLCHAIN = Pattern.compile("(?ms)^# toolchain: .*?^}\n");

    @TempDir
    Path temporary;

    static Stream<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sh")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptParses(Path script) {
        assertThat(ScriptRun.of(Map.of(), List.of("bash", "-n", script.toString())))
                .isEqualTo(new ScriptRun(0, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host-toolchain.sh", "from-bare.sh"})
    void bothMachinesAreAskedForTheirToolchainAsTheBotAsksThem(String script) throws IOException {
        Matcher original = TOOLCHAIN.matcher(Files.readString(GUEST.resolve("common.sh")));
        assertThat(original.find()).isTrue();
        Path file = FOLDER.resolve(script);
        Matcher copy = COPY.matcher(Files.readString(file));
        assertThat(copy.find()).isTrue();
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(
                    file,
                    copy.replaceFirst(Matcher.quoteReplacement(copy.group(1) + original.group() + copy.group(3))));
            return;
        }
        assertThat(copy.group(2))
                .as("the copy is stale; write it anew with -Dwrite.pages=true")
                .isEqualTo(original.group());
    }

    @Test
    void everyCommandOfTheGuestScriptsIsBroughtByAPackageOfEachSystem() throws IOException {
        Map<String, String> called = new TreeMap<>();
        Set<String> known =
                new TreeSet<>(List.of(ScriptRun.of(Map.of(), List.of("bash", "-c", "compgen -b; compgen -k"))
                        .output()
                        .split("\n")));
        assertThat(known).contains("cd", "printf", "while");
        try (Stream<Path> files = Files.list(GUEST)) {
            for (Path file : files.sorted().toList()) {
                String script = Files.readString(file);
                known.addAll(ShellCommands.functionsOf(script));
                ShellCommands.calledBy(script)
                        .forEach((command, line) ->
                                called.putIfAbsent(command, command + " (" + file.getFileName() + ":" + line + ")"));
            }
        }
        assertThat(called).containsKeys("git", "lsblk", "ninja", "setpriv", "systemd-run", "umount");
        called.keySet().removeAll(known);
        called.keySet().removeAll(commandsOf("needed"));
        // A wanted tool is one that a profile asks for; that script refuses where it is not there.
        called.keySet().removeAll(commandsOf("wanted"));
        assertThat(called.values())
                .as("called by guest scripts; the table in from-bare.sh names no package for them")
                .isEmpty();
    }

    @Test
    void theTableNamesOnePackageForEachSystemAndEachCommandOnce() throws IOException {
        assertThat(table()).isNotEmpty().allSatisfy(row -> {
            assertThat(row).hasSizeGreaterThan(4);
            assertThat(row.get(0)).isIn("needed", "wanted");
            assertThat(row.subList(1, 4)).allMatch(name -> name.matches("[a-z0-9][a-z0-9+.-]+"));
        });
        assertThat(table().stream().flatMap(row -> row.stream().skip(4))).doesNotHaveDuplicates();
        assertThat(commandsOf("needed"))
                .contains("c++", "cmake", "cloud-init", "git", "ninja", "python3", "xfs_repair");
    }

    @Test
    void aMachineWithAnotherToolchainIsNoBuilderAndBothAreNamed() throws IOException {
        ScriptRun host = toolchainOfThisMachine();
        String here = line("toolchain", host.output());
        String other = here.replaceFirst("[0-9]+", "99");
        assertThat(here).contains("|").isNotEqualTo(other);

        assertThat(check(host.output()).output()).doesNotContain("toolchain-differs");
        ScriptRun differing = check(host.output().replace("toolchain=" + here, "toolchain=" + other));
        assertThat(differing.code()).isEqualTo(1);
        assertThat(differing.output()).contains("toolchain-differs: expected " + other + "; this builder has " + here);
    }

    @Test
    void aPackageOfAnotherVersionIsNamedWithBothVersionsUnlessTheNearestWillDo() throws IOException {
        String host = toolchainOfThisMachine().output();
        assumeThat(host).as("a packaged CMake").contains("package=cmake ");
        String cmake = Pattern.compile("(?m)^package=cmake (.*)$")
                .matcher(host)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        String other = host.replace("package=cmake " + cmake, "package=cmake 2.8.12-1");
        String named = "cmake: the host has 2.8.12-1, this builder has " + cmake;
        assertThat(check(other).output()).contains(named);
        assertThat(check(other.replace("versions=exact", "versions=nearest")).output())
                .doesNotContain(named);
        assertThat(check(host).output()).doesNotContain("cmake:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"package=-o Dir=/", "package=x $(id)", "alternative=c++ ;id", "release=a b", "versions=any", "id"
            })
    void aLineThatIsNotUnderstoodIsNeverPassedOn(String line) throws IOException {
        ScriptRun run = check(toolchainOfThisMachine().output() + line + "\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .isEqualToIgnoringNewLines("Sojourn: " + temporary.resolve("host.toolchain")
                        + " has a line that is not understood: " + line);
    }

    @Test
    void scriptAndToolchainInOneFileAreUserData() throws IOException {
        String host = toolchainOfThisMachine().output();
        Path userData = Files.writeString(temporary.resolve("user-data"), Files.readString(BARE) + host);
        ScriptRun one = ScriptRun.of(Map.of(), List.of("bash", userData.toString(), "--check"));
        assertThat(one).isEqualTo(check(host));
        assertThat(ScriptRun.of(Map.of(), List.of("bash", BARE.toString(), "--check"))
                        .output())
                .contains("append what host-toolchain.sh prints");
    }

    @Test
    void theComponentHasThePhasesOfItsSchemaAndRunsScriptsThatExist() throws IOException {
        String text = Files.readString(COMPONENT);
        assertThat(text.length()).as("what create-component takes inline").isLessThan(16_000);
        JsonNode component = new ObjectMapper(new YAMLFactory()).readTree(text);
        assertThat(component.get("schemaVersion").asText()).isEqualTo("1.0");
        assertThat(component.get("name").asText()).isNotEmpty();

        List<String> phases = new ArrayList<>();
        Set<String> commands = new TreeSet<>();
        for (JsonNode phase : component.get("phases")) {
            phases.add(phase.get("name").asText());
            assertThat(phase.get("steps")).isNotEmpty();
            for (JsonNode step : phase.get("steps")) {
                assertThat(step.get("name").asText()).matches("[A-Za-z]+");
                assertThat(step.get("action").asText()).isIn("S3Download", "ExecuteBash");
                assertThat(step.get("onFailure").asText()).isEqualTo("Abort");
                assertThat(step.get("timeoutSeconds").asInt()).isPositive();
                step.get("inputs").path("commands").forEach(command -> commands.add(command.asText()));
                if (step.get("action").asText().equals("S3Download")) {
                    assertThat(step.get("inputs"))
                            .isNotEmpty()
                            .allMatch(input -> input.has("source")
                                    && input.get("destination").asText().startsWith("/"));
                }
            }
        }
        assertThat(phases).containsExactly("build", "validate", "test");
        Set<String> named = Pattern.compile("[a-z-]+\\.sh")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
        assertThat(named).isNotEmpty().allMatch(script -> Files.isRegularFile(FOLDER.resolve(script)));
        assertThat(commands)
                .contains("bash /usr/local/lib/sojourn/from-bare.sh --check /usr/local/lib/sojourn/host.toolchain");
        Set<String> parameters = new TreeSet<>();
        component.get("parameters").forEach(parameter -> parameter.fieldNames().forEachRemaining(parameters::add));
        assertThat(Pattern.compile("\\{\\{ (\\w+) }}")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()))
                .isEqualTo(parameters);
    }

    private ScriptRun toolchainOfThisMachine() {
        assumeThat(Path.of("/usr/bin/dpkg-query"))
                .as("the tests know Debian's packages")
                .exists();
        ScriptRun run = ScriptRun.of(
                Map.of(), List.of("bash", FOLDER.resolve("host-toolchain.sh").toString()));
        assertThat(run.code()).as(run.output()).isZero();
        return run;
    }

    private ScriptRun check(String toolchain) throws IOException {
        Path file = Files.writeString(temporary.resolve("host.toolchain"), toolchain);
        return ScriptRun.of(Map.of(), List.of("bash", BARE.toString(), "--check", file.toString()));
    }

    private static String line(String key, String text) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Rows of {@code from-bare.sh}'s table: needed or wanted, three packages, commands. */
    private static List<List<String>> table() throws IOException {
        return Files.readString(BARE)
                .lines()
                .filter(line -> line.startsWith("needed ") || line.startsWith("wanted "))
                .map(line -> List.of(line.split(" +")))
                .toList();
    }

    private static Set<String> commandsOf(String need) throws IOException {
        return table().stream()
                .filter(row -> row.get(0).equals(need))
                .flatMap(row -> row.stream().skip(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
