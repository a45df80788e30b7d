package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.endtoend.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** A playground and a bot whose commits can be held; many jobs one after the other, each of which meets one point. */
final class TestBed implements AutoCloseable {

    private final Stage stage;
    private final Commits commits;
    private int violations;

    private TestBed(Stage stage, Commits commits) {
        this.stage = stage;
        this.commits = commits;
    }

    /** Opened and run in: the second job and those after it know the image and the slot, so they are all alike. */
    static TestBed open(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "faults")).toAbsolutePath();
        Path agent = AgentJar.write(folder.resolve(name + "-agent.jar"));
        Commits commits = new Commits(Files.createTempDirectory(folder, name + "-commits"));
        Stage stage = Stage.small(
                "faults-" + name,
                UnaryOperator.identity(),
                // A bot that is killed hundreds of times starts sooner where its classes are believed.
                List.of(
                        "-javaagent:" + agent + "=" + commits.folder(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote"));
        TestBed opened = new TestBed(stage, commits);
        try {
            opened.record();
            return opened;
        } catch (RuntimeException | Error failed) {
            opened.close();
            throw failed;
        }
    }

    /** One job to which nothing happens; answers its places. */
    List<Place> record() {
        long before = lastCall();
        int committed = commits.made().size();
        Trip trip = new Trip(stage);
        trip.ask();
        Finding finding = trip.await(new Quiet());
        if (finding.verdict() != Finding.Verdict.HOME) {
            throw new AssertionError("a job without any trouble: " + finding);
        }
        List<String> made = commits.made();
        return Recording.of(callsSince(before), made.subList(committed, made.size()));
    }

    /** One job that meets the point. */
    Finding meet(Point point) {
        Trap trap = point.place() instanceof Place.Call call
                ? Trap.in(stage.playground(), call, point.trouble())
                : Trap.in(commits, (Place.Commit) point.place(), point.trouble());
        Trip trip = new Trip(stage);
        trip.ask();
        Finding finding = trip.await(trap);
        trap.end();
        return finding;
    }

    private long lastCall() {
        List<JsonNode> calls = callsSince(0);
        return calls.isEmpty() ? 0 : calls.get(calls.size() - 1).path("n").asLong();
    }

    private List<JsonNode> callsSince(long number) {
        JsonNode traffic = stage.playground().api().get("/playground/traffic?since=" + number);
        return StreamSupport.stream(traffic.spliterator(), false).toList();
    }

    @Override
    public void close() throws IOException {
        stage.close();
        commits.remove();
    }

    /** Nothing goes wrong. */
    private static final class Quiet implements Trap {

        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public boolean hasStruck() {
            return true;
        }

        @Override
        public void end() {}
    }
}
