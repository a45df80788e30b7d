package dev.sojourn.slack.card;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Quota;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import java.util.List;
import java.util.Optional;

/** What the thread says of builders that are not to be had, and of those that are taken back. */
public final class CapacityLines {

    private CapacityLines() {}

    public static Optional<String> of(Fact fact, Job job, History before) {
        if (fact instanceof Fact.RungRefused refused) {
            return refused(refused, before);
        }
        if (fact instanceof Fact.TriedNow tried) {
            return Optional.of(Mrkdwn.user(tried.by()) + " has it tried now.");
        }
        if (fact instanceof Fact.TookOnDemand took) {
            return Optional.of(Mrkdwn.user(took.by()) + " takes a builder on demand: " + label(took.first())
                    + took.first()
                            .hourly()
                            .map(hourly -> " at " + hourly + "/h")
                            .orElse(", price unknown")
                    + "; the job's cap is " + took.cap() + " now.");
        }
        if (fact instanceof Fact.SpotLeftAlone alone) {
            return Optional.of(leftAlone(alone.why()) + ": this one is bought on demand.");
        }
        if (fact instanceof Fact.ReclaimNoticed noticed) {
            return Optional.of("EC2 takes builder " + Mrkdwn.code(noticed.instance())
                    + " back within two minutes (spot). The build is stopped and the volume let go of; another builder goes"
                    + " on from the same files.");
        }
        if (fact instanceof Fact.VolumeSaved saved) {
            return Optional.of(
                    saved.clean()
                            ? "The volume is free again, " + Wording.duration(saved.took())
                                    + " after the notice, with all that was built."
                            : "The volume is free again, but the builder did not let go of it in time: its filesystem is"
                                    + " checked before it is mounted.");
        }
        return Optional.empty();
    }

    /** For a sentence's beginning. */
    public static String leftAlone(SpotBreaker.Open open) {
        return "Spot builders are left alone until " + Mrkdwn.time(open.until()) + ", because " + open.reclaims()
                + (open.reclaims() == 1 ? " was" : " were") + " taken back within "
                + Wording.duration(open.within());
    }

    private static Optional<String> refused(Fact.RungRefused refused, History before) {
        Optional<Quota> quota = refused.quota();
        boolean told = before.all(Fact.RungRefused.class).stream()
                .anyMatch(earlier -> quota.isPresent()
                        ? earlier.quota().equals(quota)
                        : earlier.rung().label().equals(refused.rung().label()));
        if (told) {
            return Optional.empty();
        }
        String code = Mrkdwn.line(refused.code(), 80);
        return Optional.of(quota.map(reached -> "The account's quota is reached (" + code + "): "
                        + Mrkdwn.line(reached.words(), 200)
                        + ". No type that counts against it is tried for this job. <"
                        + reached.link() + "|Have it raised>.")
                .orElseGet(() -> "No " + label(refused.rung()) + " to be had now (" + code + "); trying the next."));
    }

    /** With what people can do about it. Once, and again when something had been done or found since. */
    public static Optional<Content> none(Fact.NoCapacity none, Job job, History before) {
        boolean again = before.last(Fact.NoCapacity.class).isPresent();
        if (again && !before.somethingSince(Fact.NoCapacity.class, CapacityLines::isNews)) {
            return Optional.empty();
        }
        String text = (again ? "Still no builder is to be had. " : "No builder is to be had in this zone now. ")
                + "It is tried again with longer and longer pauses until " + Mrkdwn.time(none.limit())
                + "; the volume stays on its host, and nothing is paid meanwhile.";
        return Optional.of(new Content(
                text,
                List.of(
                        section(block -> block.blockId("capacity").text(markdownText(text))),
                        actions(block -> block.blockId("actions").elements(Button.whileThereIsNoBuilder(job))))));
    }

    private static boolean isNews(Fact fact) {
        return fact instanceof Fact.TriedNow
                || fact instanceof Fact.TookOnDemand
                || fact instanceof Fact.BuilderRunning;
    }

    private static String label(Rung rung) {
        return Mrkdwn.code(rung.label());
    }
}
