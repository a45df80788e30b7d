package dev.sojourn.web;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.observe.Sighting;
import dev.sojourn.plan.BuildPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of one job. Whether the build passed and where the volume is are two facts, told apart.
 *
 * @param thread address of the job's thread in Slack; empty: none known
 * @param firstError untrusted text
 */
record JobView(
        LiveJob job,
        Standing standing,
        boolean ended,
        String thread,
        String build,
        String buildTone,
        Place place,
        String placeDetail,
        String placeSeen,
        List<Row> facts,
        List<Row> ids,
        Timeline timeline,
        Optional<CostCurve> costs,
        String length,
        String firstError,
        List<String> failedTests,
        List<Told> told,
        String zone) {

    /** A label and its value; {@code more} is the fine print. */
    record Row(String label, String value, String more) {}

    /** What it is made of. */
    record Sources(
            Job job,
            List<JobEvent> events,
            Optional<Progress> progress,
            Optional<Sighting> sighting,
            Optional<String> thread,
            Map<Step, Duration> typical,
            Names names) {}

    static JobView of(Sources from, Instant now) {
        Job job = from.job();
        Timeline timeline = Timeline.of(job, from.events(), from.typical(), now);
        return new JobView(
                LiveJob.of(job, from.progress(), from.names(), job.endedAt().orElse(now)),
                Standing.of(job, from.progress(), from.names()),
                job.state().isTerminal(),
                from.thread().filter(link -> link.startsWith("https://")).orElse(""),
                job.build().map(JobView::verdict).orElse(job.state().isTerminal() ? "was never run" : "has not ended"),
                job.build().map(build -> build.passed() ? "good" : "bad").orElse("ended"),
                Place.of(from.sighting(), job.host(), job.state().holdsVolume()),
                Place.detail(from.sighting()),
                from.sighting()
                        .map(one -> "EC2 asked " + Wording.ago(one.at(), now))
                        .orElse(""),
                facts(job, from.names(), now),
                ids(job),
                timeline,
                CostCurve.of(job, now),
                Wording.duration(timeline.length()),
                job.build()
                        .filter(build -> !build.passed())
                        .map(BuildResult::firstError)
                        .orElse(""),
                job.build().flatMap(BuildResult::tests).map(TestResult::names).orElse(List.of()),
                Told.of(from.events(), from.names()),
                Clockface.zone());
    }

    private static String verdict(BuildResult build) {
        String took = Wording.duration(build.took());
        String compiled =
                build.compiled() > 0 ? ", " + Wording.count(build.compiled(), "file", "files") + " compiled" : "";
        return build.passed()
                ? "passed in " + took + compiled
                : "failed after " + took + compiled + ": " + Standing.failed(build);
    }

    private static List<Row> facts(Job job, Names names, Instant now) {
        BuildPlan plan = job.request().plan();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "Asked by",
                names.of(job.request().requester()),
                Clockface.moment(job.createdAt()) + " in " + job.request().channel()));
        rows.add(new Row("Cost", Money.spent(job, now), Money.said(plan)));
        rows.add(new Row(
                "Time",
                job.attempts().isEmpty()
                        ? "no builder yet"
                        : Wording.duration(Duration.between(
                                job.attempts().get(0).askedAt(), job.endedAt().orElse(now))),
                "build expected " + Wording.about(plan.estimate().expected())));
        rows.add(new Row(
                "Builder",
                job.attempt()
                        .map(one -> one.offer().label())
                        .orElse(plan.first().label() + ", planned"),
                Wording.count(job.attempts().size(), "launch asked for", "launches asked for")));
        rows.add(new Row(
                "Slot",
                job.slot()
                        .map(slot -> slot.number() + (slot.fresh() ? ", new" : ""))
                        .orElse("not chosen yet"),
                plan.clean() ? "from scratch" : "incremental"));
        rows.add(approval(job, names));
        return rows;
    }

    private static Row approval(Job job, Names names) {
        if (job.approval().isPresent()) {
            return new Row(
                    "Approval",
                    "by " + names.of(job.approval().get().by()),
                    Clockface.moment(job.approval().get().at()));
        }
        if (job.request().approvalReasons().isEmpty()) {
            return new Row("Approval", "not needed", "");
        }
        return new Row(
                "Approval",
                job.state().isTerminal() ? "never given" : "awaited",
                Wording.line(String.join("; ", job.request().approvalReasons()), 200));
    }

    /** What somebody would paste into a console. */
    private static List<Row> ids(Job job) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Volume", job.volume(), job.request().plan().volume().mount()));
        rows.add(new Row("Host", job.host(), ""));
        job.attempts()
                .forEach(attempt -> attempt.instance()
                        .ifPresent(id -> rows.add(new Row(
                                "Builder",
                                id,
                                attempt.offer().label()
                                        + attempt.endedAt().map(at -> ", gone").orElse("")))));
        rows.add(new Row("Image", job.request().plan().profile().builder().image(), ""));
        job.commit().ifPresent(commit -> rows.add(new Row("Commit", commit.sha(), "")));
        job.build().ifPresent(build -> {
            rows.add(new Row("Log", build.log(), "on the volume"));
            rows.add(new Row("Build folder", build.buildFolder(), "on the volume"));
        });
        return rows;
    }
}
