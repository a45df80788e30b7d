package dev.sojourn.web;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a job's events from the first to the last and notes each stay in a step, and each wait. */
final class Visits {

    private final List<Timeline.Visit> visits;
    private final TreeMap<String, Instant> waits = new TreeMap<>();
    private Optional<Step> step = Optional.empty();
    private Instant since = Instant.EPOCH;
    private int refusals;
    private final List<String> notes = new ArrayList<>();

    Visits(List<Timeline.Visit> visits) {
        this.visits = visits;
    }

    void take(JobEvent event) {
        Fact fact = event.fact();
        if (fact instanceof Fact.Queued) {
            begin("Waiting for its turn", event.at());
        } else if (fact instanceof Fact.StepStarted started) {
            end("Waiting for its turn", event.at());
            leave(event.at(), "left");
            step = Optional.of(started.step());
            since = event.at();
        } else if (fact instanceof Fact.StepDone done && step.equals(Optional.of(done.step()))) {
            leave(event.at(), "done");
        } else if (fact instanceof Fact.ApprovalAsked) {
            // The host has been looked at by then; the night that follows belongs to the wait.
            leave(event.at(), "done");
            begin("Waiting for approval", event.at());
        } else if (fact instanceof Fact.Approved
                || fact instanceof Fact.Lowered
                || fact instanceof Fact.Denied
                || fact instanceof Fact.ApprovalExpired) {
            end("Waiting for approval", event.at());
        } else if (fact instanceof Fact.Held) {
            begin("Waiting for the volume to be free", event.at());
        } else if (fact instanceof Fact.HeldNoMore) {
            end("Waiting for the volume to be free", event.at());
        } else if (fact instanceof Fact.NoCapacity) {
            begin("Waiting for capacity", event.at());
        } else if (fact instanceof Fact.AttentionNeeded) {
            begin("Waiting for a person", event.at());
        } else if (fact instanceof Fact.AttentionOver) {
            end("Waiting for a person", event.at());
        } else {
            note(fact, event.at());
        }
    }

    private void note(Fact fact, Instant at) {
        if (fact instanceof Fact.RungRefused) {
            refusals++;
        } else if (fact instanceof Fact.BuilderRunning running) {
            end("Waiting for capacity", at);
            notes.add(running.rung().label());
        } else if (fact instanceof Fact.BuilderLost lost) {
            notes.add("builder lost: " + Wording.line(lost.why(), 80));
        } else if (fact instanceof Fact.BuildEnded ended) {
            notes.add(ended.result().passed() ? "passed" : "failed");
        }
    }

    /** What has not ended, goes on until now; a job that has ended leaves nothing open. */
    void finish(boolean terminal, Instant now) {
        String state = terminal ? "left" : "now";
        leave(now, state);
        new TreeMap<>(waits).keySet().forEach(wait -> end(wait, now, state));
    }

    private void leave(Instant at, String state) {
        step.ifPresent(left -> {
            if (refusals > 0) {
                notes.add(0, Wording.count(refusals, "refusal", "refusals"));
            }
            visits.add(new Timeline.Visit(Optional.of(left), left.title(), since, at, state, String.join(", ", notes)));
        });
        step = Optional.empty();
        refusals = 0;
        notes.clear();
    }

    private void begin(String wait, Instant at) {
        waits.putIfAbsent(wait, at);
    }

    private void end(String wait, Instant at) {
        end(wait, at, "done");
    }

    private void end(String wait, Instant at, String state) {
        Instant from = waits.remove(wait);
        if (from != null) {
            visits.add(new Timeline.Visit(Optional.empty(), wait, from, at, state, ""));
        }
    }
}
