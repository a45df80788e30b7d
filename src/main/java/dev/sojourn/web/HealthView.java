package dev.sojourn.web;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Stray;
import dev.sojourn.observe.Pulse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page <i>Health</i>: what the bot stands on, each thing with a word, and with what it means for jobs. */
record HealthView(String headline, List<Check> checks) {

    /** @param tone {@code good}, {@code bad} or {@code waiting}: the word says it too */
    record Check(String name, String tone, String word, String detail) {}

    static HealthView of(Pulse pulse, List<Job> unfinished, Instant now) {
        List<Check> checks = List.of(
                slack(pulse, now),
                aws(pulse, now),
                database(pulse),
                queue(unfinished, now),
                strays(pulse, now),
                process(pulse, now));
        long bad = checks.stream().filter(check -> check.tone().equals("bad")).count();
        return new HealthView(
                bad == 0 ? "All is well" : Wording.count(bad, "thing is", "things are") + " wrong", checks);
    }

    private static Check slack(Pulse pulse, Instant now) {
        String untold = pulse.untold() == 0
                ? ""
                : " " + Wording.count(pulse.untold(), "job has", "jobs have") + " news that Slack has not taken yet.";
        if (pulse.slack().since().isEmpty()) {
            return new Check(
                    "Slack",
                    "bad",
                    "not connected",
                    Wording.sentence(pulse.slack()
                                    .problem()
                                    .map(words -> Wording.line(words, 300))
                                    .orElse("Connecting"))
                            + " Jobs go on; cards catch up." + untold);
        }
        String envelope = pulse.slack()
                .lastEnvelope()
                .map(at -> "Last envelope " + Wording.ago(at, now) + ".")
                .orElse("Nothing was handed over yet.");
        return new Check(
                "Slack",
                "good",
                "connected since " + Clockface.moment(pulse.slack().since().get()),
                envelope + untold);
    }

    private static Check aws(Pulse pulse, Instant now) {
        Optional<Instant> answered = pulse.cloud().answered();
        Optional<Instant> failed = pulse.cloud().failed();
        boolean failing = failed.isPresent()
                && answered.map(at -> at.isBefore(failed.get())).orElse(true);
        String last =
                answered.map(at -> "Last answer " + Wording.ago(at, now) + ".").orElse("It was not asked yet.");
        String error = failed.map(at -> " Last error " + Wording.ago(at, now) + ": "
                        + pulse.cloud()
                                .words()
                                .map(words -> Wording.line(words, 200))
                                .orElse("") + ".")
                .orElse("");
        return new Check(
                "AWS",
                failing ? "bad" : answered.isEmpty() ? "waiting" : "good",
                failing ? "the last call failed" : answered.isEmpty() ? "not asked yet" : "answers",
                last + error);
    }

    private static Check database(Pulse pulse) {
        return pulse.database()
                .map(problem -> new Check("Database", "bad", "jobs cannot be written down", Wording.line(problem, 600)))
                .orElseGet(() -> new Check("Database", "good", "answers", "Jobs can be written down."));
    }

    private static Check queue(List<Job> unfinished, Instant now) {
        long calling = count(unfinished, JobState.NEEDS_ATTENTION);
        long moving =
                unfinished.stream().filter(job -> job.state().holdsVolume()).count() - calling;
        long waiting = count(unfinished, JobState.QUEUED) + count(unfinished, JobState.AWAITING_APPROVAL);
        String oldest = unfinished.stream()
                .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.AWAITING_APPROVAL)
                .min(Comparator.comparing(Job::createdAt))
                .map(job -> "The oldest that waits is " + job.label() + ", asked for "
                        + Wording.ago(job.createdAt(), now) + ".")
                .orElse("Nothing waits.");
        String words = Wording.count(moving) + " under way, " + Wording.count(waiting) + " waiting";
        return calling > 0
                ? new Check(
                        "Queue",
                        "bad",
                        Wording.count(calling, "job needs", "jobs need") + " a person",
                        words + ". " + oldest)
                : new Check("Queue", "good", words, oldest);
    }

    private static long count(List<Job> jobs, JobState state) {
        return jobs.stream().filter(job -> job.state() == state).count();
    }

    private static Check strays(Pulse pulse, Instant now) {
        if (pulse.strays().isEmpty()) {
            return new Check(
                    "Orphans",
                    "waiting",
                    "not looked yet",
                    "The process that leads looks every minute for builders of no job.");
        }
        List<Stray> found = pulse.strays().get().found();
        String when = " Looked " + Wording.ago(pulse.strays().get().at(), now) + ".";
        return found.isEmpty()
                ? new Check("Orphans", "good", "none", "Every builder belongs to a job." + when)
                : new Check(
                        "Orphans",
                        "bad",
                        Wording.count(found.size(), "builder belongs", "builders belong") + " to no job",
                        found.stream()
                                        .limit(10)
                                        .map(stray -> stray.instance() + " (" + stray.type() + ")")
                                        .collect(Collectors.joining(", ", "", "."))
                                + when);
    }

    private static Check process(Pulse pulse, Instant now) {
        return new Check(
                "This process",
                "good",
                pulse.leads() ? "leads" : "stands by",
                "Started " + Wording.ago(pulse.startedAt(), now) + ". "
                        + (pulse.leads()
                                ? "It drives jobs and posts."
                                : "Another process drives jobs and posts; progress is known there alone."));
    }
}
