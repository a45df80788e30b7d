package dev.sojourn.slack.note;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The direct message to somebody who may say yes or no. Its text alone is enough to decide on, as on a locked phone. */
public final class ApprovalNote {

    private static final int MOST = 2900;

    private ApprovalNote() {}

    /**
     * The message as it is now.
     *
     * @param user whose message it is
     * @param again whether this person was asked before and has not answered
     * @param link to the job's card, where there is one
     */
    public static Content of(ApprovalStory story, String user, boolean again, Job job, Optional<String> link) {
        if (story.outcome().isPresent()) {
            ApprovalStory.Outcome how = story.outcome().get();
            return told(how.words() + ", " + Mrkdwn.date(how.at()) + ": " + brief(job) + ".", link);
        }
        Optional<ApprovalStory.HandOn> handedOn = story.handedOnBy(user);
        if (handedOn.isPresent()) {
            return told(
                    "You left it to " + Mrkdwn.user(handedOn.get().to()) + ", "
                            + Mrkdwn.date(handedOn.get().at()) + ": " + brief(job) + ".",
                    link);
        }
        String from = story.handedTo(user)
                .map(on -> Mrkdwn.user(on.by()) + " leaves the decision to you. ")
                .orElse("");
        String text = Mrkdwn.fit(from + (again ? "Still waiting for a yes or no: " : "") + question(story, job), MOST);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(section(block -> block.blockId("ask").text(markdownText(text))));
        List<BlockElement> buttons = List.copyOf(NoteButton.of(job));
        blocks.add(actions(block -> block.blockId("actions").elements(buttons)));
        blocks.add(small(
                "Needed because " + Mrkdwn.line(String.join("; ", job.request().approvalReasons()), 900) + card(link)));
        return new Content(text, List.copyOf(blocks));
    }

    /** What is left of a message when the same is asked in a newer one. */
    static Content askedAgain(Job job) {
        return Content.of("This is asked again, in a newer message: " + brief(job) + ".");
    }

    private static Content told(String words, Optional<String> link) {
        String text = Mrkdwn.fit(words, MOST);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(section(block -> block.blockId("ask").text(markdownText(text))));
        link.ifPresent(address -> blocks.add(small("<" + address + "|The card> tells what comes of it.")));
        return new Content(text, List.copyOf(blocks));
    }

    private static String question(ApprovalStory story, Job job) {
        BuildPlan plan = job.request().plan();
        // What is decided on comes first: a phone cuts the rest.
        return Mrkdwn.user(job.request().requester()) + " asks to spend " + spend(plan) + " on job " + job.label()
                + ": " + Mrkdwn.code(job.request().options().ref()) + commit(job) + ", about "
                + Wording.duration(plan.estimate().expected()) + " on "
                + Mrkdwn.code(plan.first().label())
                + plan.first().hourly().map(hourly -> " at " + hourly + "/h").orElse("") + ", volume "
                + Mrkdwn.code(plan.volume().name()) + ". Until " + Mrkdwn.date(story.expires()) + ".";
    }

    private static String spend(BuildPlan plan) {
        return plan.estimate().priced()
                ? plan.estimate().range() + ", at most " + plan.cap() + ","
                : "at most " + plan.cap() + " (price unknown)";
    }

    private static String commit(Job job) {
        return job.commit()
                .map(commit -> " (" + Mrkdwn.code(commit.abbreviated()) + " " + Mrkdwn.line(commit.subject(), 80) + ")")
                .orElse("");
    }

    private static String brief(Job job) {
        return "job " + job.label() + ", " + Mrkdwn.code(job.request().options().ref()) + " for "
                + Mrkdwn.user(job.request().requester()) + " on "
                + Mrkdwn.code(job.request().plan().first().label()) + ", "
                + Money.before(job.request().plan());
    }

    private static String card(Optional<String> link) {
        return link.map(address -> " · <" + address + "|the card>").orElse("");
    }

    private static LayoutBlock small(String words) {
        return context(block -> block.blockId("context").elements(List.of(markdownText(Mrkdwn.fit(words, 2000)))));
    }
}
