package dev.sojourn.slack;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.plan.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The question for a second person's yes, as the job's events tell it.
 *
 * @param sequence the fact that made it be asked
 * @param outcome what became of it; empty: it is open
 */
record ApprovalStory(long sequence, Instant asked, Instant expires, Optional<Outcome> outcome) {

    /**
     * How it ended.
     *
     * @param edition the fact that ended it
     * @param words mrkdwn, a sentence's beginning without the job, as {@code Approved by <@U1>}
     */
    record Outcome(long edition, Instant at, String words) {}

    /** The last time that it was asked; empty: it never was. */
    static Optional<ApprovalStory> of(Job job, List<JobEvent> events) {
        Optional<ApprovalStory> story = Optional.empty();
        for (JobEvent event : events) {
            if (event.fact() instanceof Fact.ApprovalAsked asked) {
                story = Optional.of(new ApprovalStory(event.sequence(), event.at(), asked.expires(), Optional.empty()));
            } else if (story.isPresent() && story.get().isOpen()) {
                ApprovalStory open = story.get();
                story = outcome(event.fact(), job)
                        .map(words -> open.ended(new Outcome(event.sequence(), event.at(), words)))
                        .or(() -> Optional.of(open));
            }
        }
        return story;
    }

    private ApprovalStory ended(Outcome how) {
        return new ApprovalStory(sequence, asked, expires, Optional.of(how));
    }

    private static Optional<String> outcome(Fact fact, Job job) {
        if (fact instanceof Fact.Approved approved) {
            return Optional.of("Approved by " + Mrkdwn.user(approved.by()));
        }
        if (fact instanceof Fact.Denied denied) {
            return Optional.of("Denied by " + Mrkdwn.user(denied.by()) + Standing.reason(denied.reason()));
        }
        if (fact instanceof Fact.Lowered lowered) {
            return Optional.of("Not needed any more: " + Mrkdwn.user(lowered.by()) + " chose " + label(lowered.first())
                    + ", which needs no approval");
        }
        if (fact instanceof Fact.ApprovalExpired) {
            return Optional.of("Nobody answered in time, and nothing was launched");
        }
        if (fact instanceof Fact.CancelAsked cancel) {
            return Optional.of("Cancelled by " + Mrkdwn.user(cancel.by()) + " before it was decided");
        }
        return fact instanceof Fact.Ended
                ? Optional.of("Job " + job.label() + " is over; there is nothing to decide")
                : Optional.empty();
    }

    private static String label(Rung rung) {
        return Mrkdwn.code(rung.label());
    }

    boolean isOpen() {
        return outcome.isEmpty();
    }

    /** When those who have not answered are asked once more. */
    Instant reminder() {
        return asked.plus(Duration.between(asked, expires).dividedBy(2));
    }
}
