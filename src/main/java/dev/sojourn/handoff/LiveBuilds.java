package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.TestResult;
import dev.sojourn.plan.Estimate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest word of every running build, in memory: after a restart it is asked for again. */
public final class LiveBuilds implements ProgressBoard {

    private final Map<Long, BuildReport> reports = new ConcurrentHashMap<>();
    private final Sights sights = new Sights();

    @Override
    public Optional<Progress> of(long job) {
        return report(job).map(BuildReport::progress);
    }

    Optional<BuildReport> report(long job) {
        return Optional.ofNullable(reports.get(job));
    }

    /** What else driver and observer of one process share. */
    Sights sights() {
        return sights;
    }

    void forget(long job) {
        reports.remove(job);
    }

    /**
     * Takes in one entry of a progress answer.
     *
     * @param reclaimed whether the builder has a notice that it is taken back
     * @param asOf when the question was sent
     * @return whether this job's driver has something new to decide on
     */
    boolean heard(Job job, JsonNode told, boolean reclaimed, Instant asOf) {
        int attempt = told.path("attempt").asInt();
        Optional<BuildResult> result = result(job, told);
        BuildReport report = new BuildReport(
                asOf, attempt, told.path("active").asBoolean(), reclaimed, progress(job, attempt, told, asOf), result);
        BuildReport before = reports.put(job.number(), report);
        return before == null
                || before.active() != report.active()
                || before.reclaimed() != report.reclaimed()
                || !before.result().equals(result);
    }

    private static Progress progress(Job job, int attempt, JsonNode told, Instant asOf) {
        JsonNode eta = told.path("eta_s");
        return new Progress(
                job.number(),
                attempt,
                asOf,
                told.path("phase").asText(""),
                told.path("done").asInt(),
                told.path("total").asInt(),
                eta.isNumber() ? Optional.of(Duration.ofSeconds(eta.asLong())) : leftByHistory(job, told, asOf),
                told.path("what").asText(""),
                Duration.ofSeconds(told.path("idle_s").asLong()));
    }

    /** While the build itself supports no figure, its past runs do, where there are any: until they are over. */
    private static Optional<Duration> leftByHistory(Job job, JsonNode told, Instant asOf) {
        Estimate estimate = job.request().plan().estimate();
        boolean builds = told.path("phase").asText("").equals("build");
        return job.buildStartedAt()
                .filter(began -> builds && estimate.history() > 0)
                .map(began -> estimate.expected().minus(Duration.between(began, asOf)))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    /** Believed only when the status file names this job and this attempt. */
    private static Optional<BuildResult> result(Job job, JsonNode told) {
        JsonNode status = told.path("status");
        if (!status.isObject()
                || status.path("job").asLong() != job.number()
                || status.path("attempt").asInt() != Looking.attemptNumber(job)) {
            return Optional.empty();
        }
        String folder = job.request().plan().volume().mount() + "/sojourn";
        int slot = job.slot().map(ChosenSlot::number).orElse(1);
        JsonNode waited = status.path("disk_wait");
        return Optional.of(new BuildResult(
                status.path("exit").asInt(1),
                status.path("phase").asText("build"),
                Duration.ofSeconds(Math.max(
                        0,
                        status.path("ended").asLong() - status.path("started").asLong())),
                status.path("compiled").asInt(),
                cause(status.path("cause").asText("")),
                text(status.path("error_b64").asText("")),
                tests(status.path("tests")),
                waited.isNumber() ? Optional.of(waited.asInt()) : Optional.empty(),
                status.path("native").asBoolean(),
                status.path("distrusted").asInt(),
                folder + "/jobs/" + job.number() + "/build.log",
                folder + "/slots/" + slot + "/build"));
    }

    private static BuildResult.Cause cause(String word) {
        return Arrays.stream(BuildResult.Cause.values())
                .filter(cause -> cause.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(BuildResult.Cause.UNKNOWN);
    }

    private static Optional<TestResult> tests(JsonNode told) {
        if (!told.isObject()) {
            return Optional.empty();
        }
        List<String> names = text(told.path("names_b64").asText(""))
                .lines()
                .filter(name -> !name.isBlank())
                .toList();
        return Optional.of(
                new TestResult(told.path("run").asInt(), told.path("failed").asInt(), names));
    }

    private static String text(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
