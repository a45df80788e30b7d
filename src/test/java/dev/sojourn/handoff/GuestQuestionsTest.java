package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation.Status;
import dev.sojourn.job.Job;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.SlotList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a host while a person waits: the log of a build, and the slots on a volume. */
class GuestQuestionsTest {

    @TempDir
    Path folder;

    /** Runs nothing: answers at once. */
    private static final class Shell implements RemoteShell {

        private static final Pattern VALUE = Pattern.compile("SOJOURN_([A-Z_]+)_B64='([^']*)'");

        final List<String> operations = new ArrayList<>();
        final List<String> machines = new ArrayList<>();
        CloudAnswer<String> sent = CloudAnswer.accepted("command");
        private final Function<Map<String, String>, String> script;
        Status status = Status.SUCCEEDED;
        private String output = "";

        Shell(Function<Map<String, String>, String> script) {
            this.script = script;
        }

        @Override
        public CloudAnswer<String> send(Collection<String> instances, String operation, String text, int timeout) {
            operations.add(operation);
            machines.addAll(instances);
            Map<String, String> values = new HashMap<>();
            Matcher matcher = VALUE.matcher(text);
            while (matcher.find()) {
                values.put(
                        matcher.group(1),
                        new String(Base64.getDecoder().decode(matcher.group(2)), StandardCharsets.UTF_8));
            }
            output = script.apply(values);
            return sent;
        }

        @Override
        public CloudAnswer<Invocation> invocation(String command, String instance) {
            return CloudAnswer.accepted(new Invocation(command, instance, "", status, output, ""));
        }

        @Override
        public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CloudAnswer<Optional<String>> find(String instance, String operation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CloudAnswer<List<Invocation>> invocations(String command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
            throw new UnsupportedOperationException();
        }
    }

    private Job built() {
        try (Trip trip = new Trip(folder, List.of())) {
            trip.until(job -> job.buildStartedAt().isPresent());
            trip.cloud.buildOver = true;
            return trip.untilOver().job;
        }
    }

    private static byte[] compressed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    /** A host that hands out a log in pieces, as {@code read-log.sh} does. */
    private static Shell host(byte[] log, byte[] zip) {
        return new Shell(values -> {
            int offset = Integer.parseInt(values.get("OFFSET"));
            int end = Math.min(zip.length, offset + Math.min(16_000, Integer.parseInt(values.get("LIMIT"))));
            return "{\"ok\":true,\"size\":" + log.length + ",\"gz_size\":" + zip.length + ",\"offset\":" + offset
                    + "}\n" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(zip, offset, end)) + "\n";
        });
    }

    @Test
    void a_log_of_many_pieces_comes_back_byte_for_byte() {
        byte[] log = new byte[50_000];
        new Random(7).nextBytes(log);
        Shell shell = host(log, compressed(log));

        assertThat(new GuestLog(shell).read(built(), 1_000_000))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(log));
        assertThat(shell.operations).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    }

    @Test
    void a_log_beyond_the_limit_is_not_fetched_at_all() {
        byte[] log = new byte[50_000];
        Shell shell = host(log, compressed(log));

        assertThat(new GuestLog(shell).read(built(), 49_999)).isEmpty();
        assertThat(shell.operations).hasSize(1);
    }

    @Test
    void a_log_that_came_back_damaged_is_none() {
        byte[] log = "the log".getBytes(StandardCharsets.UTF_8);
        assertThat(new GuestLog(host(log, log)).read(built(), 1_000)).isEmpty();
    }

    @Test
    void a_host_that_has_no_log_or_fails_has_none_to_read() {
        Job built = built();
        Shell refusing = new Shell(values -> "{\"ok\":false,\"reason\":\"no-log\",\"detail\":\"not there\"}");
        assertThat(new GuestLog(refusing).read(built, 1_000)).isEmpty();

        byte[] log = "the log".getBytes(StandardCharsets.UTF_8);
        Shell failing = host(log, compressed(log));
        failing.status = Status.FAILED;
        assertThat(new GuestLog(failing).read(built, 1_000)).isEmpty();
    }

    @Test
    void nothing_is_asked_for_the_log_of_a_build_that_never_was() {
        Shell shell = host(new byte[0], new byte[0]);
        Job built = built();
        Job never = built.with(draft -> draft.build = Optional.empty());

        assertThat(new GuestLog(shell).read(never, 1_000)).isEmpty();
        assertThat(shell.operations).isEmpty();
    }

    @Test
    void slots_are_listed_as_the_host_tells_them() {
        Shell shell = new Shell(values -> {
            assertThat(values).containsEntry("VOLUME", Trip.VOLUME.id()).containsEntry("MOUNT", "/mnt/llvm");
            return "{\"ok\":true,\"free_mib\":4096,\"slots\":[[1,\"llvm\",212,1700000000,5,6,7,900,\"\"],"
                    + "[2,\"docs\",null,0,0,0,0,0,\"gcc 12, not 13\"]]}";
        });

        assertThat(new GuestSlots(shell).of(Trip.VOLUME)).isInstanceOfSatisfying(SlotList.Listing.Told.class, told -> {
            assertThat(told.freeMib()).isEqualTo(4096);
            assertThat(told.slots()).hasSize(2);
            assertThat(told.slots().get(0).number()).isEqualTo(1);
            assertThat(told.slots().get(1).mismatch()).contains("gcc 12");
        });
    }

    @Test
    void why_slots_cannot_be_listed_is_an_answer() {
        Shell refusing = new Shell(values -> "{\"ok\":false,\"detail\":\"nothing is mounted there\"}");
        assertThat(new GuestSlots(refusing).of(Trip.VOLUME))
                .isEqualTo(new SlotList.Listing.Untold("nothing is mounted there"));

        Shell failing = new Shell(values -> "");
        failing.status = Status.FAILED;
        assertThat(new GuestSlots(failing).of(Trip.VOLUME))
                .isInstanceOfSatisfying(
                        SlotList.Listing.Untold.class,
                        untold -> assertThat(untold.why()).contains(FakeCloud.HOST, "does not answer"));
    }

    @Test
    void a_host_tells_how_it_stands_to_its_volume() {
        Shell shell = new Shell(values -> {
            assertThat(values).containsEntry("MOUNT", "/mnt/llvm").containsEntry("SOURCE", "/mnt/llvm/llvm-project");
            return "a line before\n{\"ok\":true,\"mounted\":\"yes\",\"free_mib\":12}";
        });
        assertThat(new GuestLook(shell).at(Trip.VOLUME))
                .isInstanceOfSatisfying(
                        GuestLook.Look.Told.class,
                        told -> assertThat(told.facts())
                                .containsEntry("mounted", "yes")
                                .containsEntry("free_mib", "12"));
    }

    @Test
    void why_a_host_does_not_tell_is_an_answer_of_its_own() {
        assertThat(look(new Shell(values -> "{\"ok\":false,\"detail\":\"no such folder\"}")))
                .isEqualTo("no such folder");
        assertThat(look(new Shell(values -> "Segmentation fault"))).isEqualTo("it printed no answer");
        Shell failing = new Shell(values -> "");
        failing.status = Status.FAILED;
        assertThat(look(failing)).startsWith("the script failed");
        Shell refused = new Shell(values -> "");
        refused.sent = new CloudAnswer.Refused<>(Refusal.DENIED, "AccessDeniedException", "not authorized");
        assertThat(look(refused)).contains("refused", "AccessDeniedException", "not authorized");
        Shell unheard = new Shell(values -> "");
        unheard.sent = new CloudAnswer.Unclear<>("connection reset");
        assertThat(look(unheard)).contains("no answer", "connection reset");
    }

    private static String look(Shell shell) {
        return ((GuestLook.Look.Untold) new GuestLook(shell).at(Trip.VOLUME)).why();
    }

    private static Shell log(long size, String end) {
        return new Shell(values -> "{\"ok\":true,\"size\":" + size + "}\n"
                + Base64.getMimeEncoder().encodeToString(end.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_end_of_a_log_begins_with_a_whole_line() {
        Job built = built();
        String end = "st of a line\n[2/9] Linking\nerror: \u00e9\n";
        assertThat(new GuestLogEnd(log(90_000, end)).of(built, "/mnt/llvm/j.log"))
                .contains(new LogEnds.End(90_000, "[2/9] Linking\nerror: \u00e9\n"));
        int whole = end.getBytes(StandardCharsets.UTF_8).length;
        assertThat(new GuestLogEnd(log(whole, end)).of(built, "/mnt/llvm/j.log"))
                .as("all of it")
                .contains(new LogEnds.End(whole, end));
        assertThat(new GuestLogEnd(new Shell(values -> "{\"ok\":true,\"size\":0}")).of(built, "/mnt/llvm/j.log"))
                .as("nothing written yet")
                .contains(new LogEnds.End(0, ""));
        assertThat(new GuestLogEnd(new Shell(values -> "{\"ok\":false}")).of(built, "/mnt/llvm/j.log"))
                .isEmpty();
    }

    @Test
    void a_log_is_read_where_the_volume_is() {
        Shell shell = log(1, "x");
        Job home = built();
        new GuestLogEnd(shell).of(home, "/mnt/llvm/j.log");
        try (Trip trip = new Trip(folder.resolve("second"), List.of())) {
            Job building = trip.until(job -> job.buildStartedAt().isPresent()).job;
            new GuestLogEnd(shell).of(building, "/mnt/llvm/j.log");
            assertThat(shell.machines)
                    .containsExactly(FakeCloud.HOST, building.builder().orElseThrow());
        }
    }
}
