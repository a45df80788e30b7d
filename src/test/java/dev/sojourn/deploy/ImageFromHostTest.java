package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code from-host.sh} against an {@code aws} command that answers what was recorded, and writes down what it is asked. */
class ImageFromHostTest {

    private static final Path SCRIPT = Path.of("deploy", "builder-image", "from-host.sh");
    private static final Path STAND_INS = Path.of("src", "test", "deploy", "stand-ins");
    private static final Path RECORDED = Path.of("src", "test", "deploy", "recorded");
    private static final String LEFT_OUT =
            "[{\"DeviceName\":\"/dev/sdf\",\"NoDevice\":\"\"},{\"DeviceName\":\"/dev/sdg\",\"NoDevice\":\"\"}]";

    @TempDir
    Path answers;

    @BeforeEach
    void recordedAnswers() throws IOException {
        assumeThat(ScriptRun.of(Map.of(), List.of("sh", "-c", "command -v python3"))
                        .code())
                .as("the stand-in for aws is written in Python")
                .isZero();
        try (Stream<Path> files = Files.list(RECORDED)) {
            for (Path file : files.toList()) {
                Files.copy(file, answers.resolve(file.getFileName()));
            }
        }
        answer("describe-instances.3", "{\"Reservations\": []}"); // it is no builder
        answer("describe-images.1", "{\"Images\": []}"); // none of that name
    }

    @Test
    void dryRunPrintsTheCallThatLeavesOutTheWorkingVolume() throws IOException {
        ScriptRun run = fromHost("--no-reboot", "--name", "toolchain-1", "--dry-run");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("/dev/xvda vol-0aaaa0000000000a1: the root disk, goes into the image")
                .contains("/dev/sdf vol-0123456789abcdef0: left out");
        String printed = run.output().lines().reduce((before, last) -> last).orElseThrow();
        // What is printed can be typed: Bash reads the words out of it again.
        assertThat(ScriptRun.of(Map.of(), List.of("bash", "-c", "printf '%s\\n' " + printed))
                        .output()
                        .lines())
                .containsExactly(
                        "aws",
                        "ec2",
                        "create-image",
                        "--instance-id",
                        "i-0123456789abcdef0",
                        "--name",
                        "toolchain-1",
                        "--description",
                        "Builder of Sojourn, from i-0123456789abcdef0",
                        "--no-reboot",
                        "--block-device-mappings",
                        LEFT_OUT,
                        "--tag-specifications",
                        "ResourceType=image,Tags=[{Key=sojourn:installation,Value=compilers},{Key=Name,Value=toolchain-1}]",
                        "ResourceType=snapshot,Tags=[{Key=sojourn:installation,Value=compilers},{Key=Name,Value=toolchain-1}]",
                        "--query",
                        "ImageId",
                        "--output",
                        "text");
        assertThat(calls()).noneMatch(call -> call.contains("create-image"));
    }

    @Test
    void imageIsMadeAwaitedAndItsPlaceInTheConfigurationIsPrinted() throws IOException {
        answer("describe-images.2", "error An error occurred (InvalidAMIID.NotFound): not seen everywhere yet");
        answer("describe-images.3", imageThatIs("pending"));
        ScriptRun run = fromHost("--no-reboot");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("pending, snapshot 37%")
                .contains("image: ami-0fedcba9876543210\n    root-disk-gib: 12 ")
                .contains("LaunchFromAndIntoWhatIsConfigured");
        assertThat(calls())
                .filteredOn(call -> call.contains("create-image"))
                .singleElement()
                .asString()
                .contains(LEFT_OUT);
    }

    @Test
    void imageOfThatNameIsWaitedForAndNotMadeAgain() throws IOException {
        answer("describe-images.1", imageThatIs("pending"));
        ScriptRun run = fromHost("--no-reboot", "--name", "toolchain-1");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("is there already: ami-0fedcba9876543210");
        assertThat(calls()).noneMatch(call -> call.contains("create-image"));
    }

    @Test
    void hostThatRunsIsRestartedOrNotOnlyByChoice() throws IOException {
        ScriptRun run = fromHost("--dry-run");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("Say --reboot or --no-reboot");
        assertThat(fromHost("--reboot", "--dry-run").output()).contains(" --reboot ");
    }

    @Test
    void stoppedHostNeedsNoChoice() throws IOException {
        replace("describe-instances", "\"running\"", "\"stopped\"");
        assertThat(fromHost("--dry-run").output()).contains("create-image", "--no-reboot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "stopping", "shutting-down", "terminated"})
    void hostThatIsNeitherRunningNorStoppedIsRefused(String state) throws IOException {
        replace("describe-instances", "\"running\"", '"' + state + '"');
        refused("i-0123456789abcdef0 is " + state, "--no-reboot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attaching", "detaching"})
    void volumeOnItsWayIsWaitedFor(String status) throws IOException {
        replace(
                "describe-instances",
                "\"Status\": \"attached\", \"VolumeId\": \"vol-0123456789abcdef0\"",
                "\"Status\": \"" + status + "\", \"VolumeId\": \"vol-0123456789abcdef0\"");
        refused("vol-0123456789abcdef0 is " + status + ": it is on its way", "--no-reboot");
    }

    @Test
    void builderIsRefused() throws IOException {
        Files.delete(answers.resolve("describe-instances.3.json"));
        refused("i-0123456789abcdef0 is a builder of Sojourn", "--no-reboot");
    }

    @Test
    void rootDiskThatIsNoVolumeIsRefused() throws IOException {
        replace("describe-instances", "\"RootDeviceType\": \"ebs\"", "\"RootDeviceType\": \"instance-store\"");
        refused("not an EBS volume", "--no-reboot");
    }

    @Test
    void instanceThatAwsDoesNotKnowIsRefusedInItsWords() throws IOException {
        answer(
                "describe-instances",
                "error An error occurred (InvalidInstanceID.NotFound) when calling DescribeInstances");
        refused("InvalidInstanceID.NotFound", "--no-reboot");
        refused("Is that its id, in region eu-west-1", "--no-reboot", "--region", "eu-west-1");
    }

    @Test
    void patienceEndsWithWordsHowToGoOn() throws IOException {
        answer("describe-images", imageThatIs("pending"));
        ScriptRun run = fromHost("--no-reboot", "--name", "toolchain-1", "--wait", "0");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.output()).contains("To go on waiting: the same command with --name toolchain-1");
    }

    @Test
    void imageThatFailsIsNamedWithAwsReason() throws IOException {
        answer(
                "describe-images.2",
                imageThatIs("failed")
                        .replace(
                                "\"Name\"",
                                "\"StateReason\": {\"Code\": \"Server.InternalError\", \"Message\": \"snapshot error\"}, \"Name\""));
        ScriptRun run = fromHost("--no-reboot");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("ami-0fedcba9876543210 is failed: snapshot error");
    }

    @Test
    void volumeThatSlippedInIsNamed() throws IOException {
        replace(
                "describe-images",
                "\"VirtualName\": \"ephemeral0\"",
                "\"Ebs\": {\"SnapshotId\": \"snap-0bbbb0000000000b2\", \"VolumeSize\": 500}");
        ScriptRun run = fromHost("--no-reboot");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output())
                .contains("/dev/sdb (snap-0bbbb0000000000b2, 500 GiB)")
                .contains("deregister-image --image-id ami-0fedcba9876543210")
                .doesNotContain("root-disk-gib");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--host ann",
                "--host i-x;id",
                "--installation a,b",
                "--name a{b",
                "--wait soon",
                "--wait",
                "--images",
                "--reboot --no-reboot"
            })
    void whatIsNotUnderstoodReachesNobody(String arguments) throws IOException {
        ScriptRun run = fromHost(arguments.split(" "));
        assertThat(run.code()).as(run.output()).isEqualTo(2);
        assertThat(answers.resolve("calls")).doesNotExist();
    }

    @Test
    void machineWithoutTheAwsCommandIsToldWhereToGetIt() throws IOException {
        Path only = Files.createDirectory(answers.resolve("bin"));
        Files.writeString(only.resolve("date"), "#!/bin/sh\nexec /bin/date \"$@\"\n")
                .toFile()
                .setExecutable(true);
        ScriptRun run = ScriptRun.of(Map.of("PATH", only.toString()), command("--no-reboot"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).startsWith("The aws command is not there");
    }

    private void refused(String words, String... arguments) throws IOException {
        ScriptRun run = fromHost(arguments);
        assertThat(run.code()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains(words);
        assertThat(calls()).isNotEmpty().noneMatch(call -> call.contains("create-image"));
    }

    private ScriptRun fromHost(String... arguments) throws IOException {
        Files.deleteIfExists(answers.resolve("calls")); // their number chooses the answers
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", STAND_INS.toAbsolutePath() + ":" + System.getenv("PATH"));
        environment.put("ANSWERS", answers.toString());
        environment.put("SOJOURN_POLL_SECONDS", "0");
        return ScriptRun.of(environment, command(arguments));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/bash", SCRIPT.toString(), "--installation", "compilers", "--host", "i-0123456789abcdef0"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void answer(String name, String json) throws IOException {
        Files.writeString(answers.resolve(name + ".json"), json);
    }

    private void replace(String name, String old, String replacement) throws IOException {
        String json = Files.readString(answers.resolve(name + ".json"));
        assertThat(json).contains(old);
        answer(name, json.replace(old, replacement));
    }

    private String imageThatIs(String state) throws IOException {
        return Files.readString(RECORDED.resolve("describe-images.json")).replace("\"available\"", '"' + state + '"');
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(answers.resolve("calls"));
    }
}
