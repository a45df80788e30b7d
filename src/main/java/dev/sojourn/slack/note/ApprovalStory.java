package dev.sojourn.slack.note;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.plan.Rung;
import dev.sojourn.slack.card.Standing;
import dev.sojourn.slack.words.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The question for a second person's yes, as the job's events tell it.
 *
 * @param sequence the fact that made it be asked
 * @param outcome what became of it; empty: it is open
 * @param handed who left it to whom, in their order
 */
public record ApprovalStory(
        long sequence, Instant asked, Instant expires, Optional<Outcome> outcome, List<HandOn> handed) {

    /** Somebody left it to another one. */
    record HandOn(long edition, Instant at, String by, String to) {}

    /**
     * How it ended.
     *
     * @param edition the fact that ended it
     * @param words mrkdwn, a sentence's beginning without the job, as {@code Approved by <@U1>}
     */
    public record Outcome(long edition, Instant at, String words) {}

    /** The last time that it was asked; empty: it never was. */
    public static Optional<ApprovalStory> of(Job job, List<JobEvent> events) {
        Optional<ApprovalStory> story = Optional.empty();
        for (JobEvent event : events) {
            if (event.fact() instanceof Fact.ApprovalAsked asked) {
                story = Optional.of(
                        new ApprovalStory(event.sequence(), event.at(), asked.expires(), Optional.empty(), List.of()));
            } else if (story.isPresent() && event.fact() instanceof Fact.Delegated on) {
                story = story.map(open -> open.with(new HandOn(event.sequence(), event.at(), on.by(), on.to())));
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
        return new ApprovalStory(sequence, asked, expires, Optional.of(how), handed);
    }

    private ApprovalStory with(HandOn on) {
        List<HandOn> more = new ArrayList<>(handed);
        more.add(on);
        return new ApprovalStory(sequence, asked, expires, outcome, List.copyOf(more));
    }

    /** That this person left it to another one, where it has not come back to them since. */
    Optional<HandOn> handedOnBy(String user) {
        return lastAbout(user).filter(last -> last.by().equals(user));
    }

    /** That another one left it to this person, who has not handed it on. */
    Optional<HandOn> handedTo(String user) {
        return lastAbout(user).filter(last -> last.to().equals(user));
    }

    private Optional<HandOn> lastAbout(String user) {
        return handed.stream()
                .filter(one -> one.by().equals(user) || one.to().equals(user))
                .reduce((earlier, later) -> later);
    }

    /** How often this person has to be asked by then: at first, each time that it is left to them, and once more at half-time. */
    public int round(String user, Instant now) {
        long calls = handed.stream().filter(one -> one.to().equals(user)).count();
        return (int) (2 * calls) + (isReminder(user, now) ? 2 : 1);
    }

    /** Whoever was asked after half-time is not reminded at once. */
    private boolean isReminder(String user, Instant now) {
        return isOpen()
                && !now.isBefore(reminder())
                && handedTo(user).filter(on -> !on.at().isBefore(reminder())).isEmpty();
    }

    /** Of several messages to one person every second one is a reminder. */
    static boolean isReminder(int round) {
        return round % 2 == 0;
    }

    /** The fact by which this person's message looks as it does. */
    long edition(String user) {
        return outcome.map(Outcome::edition)
                .or(() -> handedOnBy(user).map(HandOn::edition))
                .orElse(sequence);
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
