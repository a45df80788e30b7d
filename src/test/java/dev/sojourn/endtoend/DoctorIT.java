package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.deploy.RecordedCalls;
import dev.sojourn.deploy.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The doctor as people call it: beside the bot, and in the channel. */
class DoctorIT {

    private static Stage stage;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("doctor");
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /** What it came to, with its exit code. */
    private record Answer(int code, JsonNode report) {

        List<String> lines(String state) {
            return StreamSupport.stream(report.path("checks").spliterator(), false)
                    .filter(line -> line.path("state").asText().equals(state))
                    .map(line -> line.path("area").asText() + ", "
                            + line.path("check").asText() + ": "
                            + line.path("detail").asText())
                    .toList();
        }
    }

    private static Answer doctor(Map<String, String> more, String... options) throws Exception {
        Map<String, String> environment = new HashMap<>(stage.playground().environment());
        environment.putAll(more);
        Path said = Files.createTempFile("doctor", ".json");
        List<String> words = new ArrayList<>(Bot.PROGRAM);
        words.addAll(List.of("doctor", "--json"));
        words.addAll(List.of(options));
        JavaProcess process = JavaProcess.start(words, environment, said);
        int code = process.end();
        String text = Files.readString(said);
        Files.delete(said);
        return new Answer(code, new ObjectMapper().readTree(text.substring(text.indexOf('{'))));
    }

    private static long launches() {
        return stage.playground().calls("RunInstances").stream()
                .filter(call -> !call.toString().contains("DryRun"))
                .count();
    }

    @Test
    void inThePlaygroundNothingIsWrongAndOnlyWhatABuildShowsIsOpen() throws Exception {
        long launched = launches();
        Answer answer = doctor(Map.of());
        assertThat(answer.lines("wrong")).isEmpty();
        assertThat(answer.lines("cannot check"))
                .isNotEmpty()
                .allMatch(line -> line.contains("toolchain of") || line.contains("TerminateInstances, builder"));
        assertThat(answer.lines("ok")).hasSizeGreaterThan(70);
        assertThat(answer.code()).isZero();
        assertThat(launches()).isEqualTo(launched);
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void aTripLaunchesTheCheapestTypeComparesItsToolsAndEndsIt() throws Exception {
        long launched = launches();
        Answer answer = doctor(Map.of(), "--launch");
        assertThat(answer.lines("wrong")).isEmpty();
        assertThat(answer.lines("ok"))
                .anyMatch(line -> line.matches("trip of llvm, launch: c7a.8xlarge, i-[0-9a-f]+, running after \\d+ s"))
                .anyMatch(line -> line.startsWith("trip of llvm, agent: online after "))
                .anyMatch(line -> line.startsWith("trip of llvm, toolchain, host of ann: as the host's"))
                .anyMatch(line ->
                        line.matches("trip of llvm, end: terminated; it lived \\d+ s, about \\$0\\.\\d\\d at .*"));
        assertThat(launches()).as("one for each image").isEqualTo(launched + 1);
        assertThat(stage.playground().api().get("/playground/cloud").path("instances"))
                .filteredOn(one -> one.path("role").asText().equals("builder"))
                .allMatch(one -> one.path("state").asText().equals("terminated"));
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void inTheChannelItSaysTheSameAndAfterABuildNothingIsOpen() {
        Channel channel = stage.compilers();
        Card card = channel.ask(Person.ANN, "main");
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);
        int known = channel.whispers(Person.ANN).size();
        channel.type(Person.ANN, "doctor");
        String said = channel.awaitWhisper(Person.ANN, known, text -> text.contains("Doctor:"));
        assertThat(said).contains("0 cannot be checked, 0 wrong");
        assertThat(disputed()).isEmpty();
        assertThat(stage.playground().calls("DetachVolume")).hasSizeGreaterThan(2);
    }

    /** Calls of this run that the template's policy would not allow and the cloud did, or the other way about. */
    private static List<String> disputed() {
        Map<String, Map<String, String>> tags = new HashMap<>();
        JsonNode cloud = stage.playground().api().get("/playground/cloud");
        cloud.path("instances").forEach(instance -> {
            Map<String, String> own = new HashMap<>();
            instance.path("tags")
                    .properties()
                    .forEach(tag -> own.put(tag.getKey(), tag.getValue().asText()));
            tags.put(instance.path("id").asText(), own);
        });
        cloud.path("volumes")
                .forEach(volume -> tags.put(volume.path("id").asText(), Map.of("sojourn:installation", "playground")));
        Template template = Template.with(Map.of(
                "Installation", "playground",
                "AWS::Region", "us-east-1",
                "AWS::AccountId", "123456789012",
                "BuilderImage", "ami-0a11feed00000001",
                "BuilderSubnet", "subnet-0a11cafe00000001",
                "BuilderSecurityGroup", "sg-0a11cafe00000001",
                "BuilderTypes", "c7i.16xlarge,c7a.8xlarge"));
        return new RecordedCalls(tags, template)
                .disputed(stage.playground().api().get("/playground/traffic"));
    }

    @Test
    void whatAwsDoesNotAllowIsNamed() throws Exception {
        stage.playground()
                .faults()
                .add(Map.of(
                        "service", "ec2",
                        "action", "AttachVolume",
                        "mode", "error",
                        "code", "UnauthorizedOperation",
                        "http_status", 403,
                        "times", -1));
        try {
            Answer answer = doctor(Map.of());
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.lines("wrong"))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("ec2:AttachVolume: not allowed (UnauthorizedOperation)"));
        } finally {
            stage.playground().faults().clear();
        }
    }

    @Test
    void whatIsBrokenOnAHostAndInSlackIsNamed() throws Exception {
        String fstab = stage.cloud().execAs(Cloud.HOST_ANN, "root", "cat /etc/fstab");
        stage.cloud()
                .execAs(Cloud.HOST_ANN, "root", "cat >/etc/fstab <<'END'\n" + fstab.replace("nofail,", "") + "END");
        Answer answer = doctor(Map.of("SLACK_APP_TOKEN", "xapp-1-A0000SOJOURN-0-wrong"));
        stage.cloud().execAs(Cloud.HOST_ANN, "root", "cat >/etc/fstab <<'END'\n" + fstab + "END");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.lines("wrong"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.equals("Slack, app token: Slack says invalid_auth")
                        || line.matches("host of (ann|keep), fstab: without nofail .*"));
    }

    @Test
    void aConfigurationThatCannotBeUsedIsNamedKeyByKey() throws Exception {
        Path copy = Files.createTempFile("sojourn", ".yaml");
        Files.writeString(copy, Files.readString(stage.playground().configuration()) + "volumez: []\n");
        Answer answer = doctor(Map.of("SOJOURN_CONFIG", copy.toString()));
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.lines("wrong")).singleElement().asString().contains("volumez: unknown key");
        assertThat(answer.lines("ok")).isEmpty();
        Files.delete(copy);
    }
}
