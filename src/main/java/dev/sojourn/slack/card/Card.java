package dev.sojourn.slack.card;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Leg;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.MishapText;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.SlotWords;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.words.StepList;
import dev.sojourn.slack.words.Whereabouts;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one message per job that is edited in place.
 *
 * @param text the whole state in a sentence
 * @param body the blocks but for the last
 * @param footer when it was last edited: left out when renderings are compared, or every look would be an edit
 */
public record Card(String text, List<LayoutBlock> body, LayoutBlock footer) {

    private static final String STEPS = "steps";
    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int FIELD = 2000;

    public static Card of(Snapshot view, Instant now) {
        return of(view, now, Optional.empty(), Optional.empty());
    }

    /** A card in place of one that is gone. */
    public static Card of(Snapshot view, Instant now, Optional<String> replacedLink) {
        return of(view, now, replacedLink, Optional.empty());
    }

    /**
     * With a link to the job's page.
     *
     * @param page stands in the footer, so that a link that is signed anew is no difference to see
     */
    public static Card of(Snapshot view, Instant now, Optional<String> replacedLink, Optional<URI> page) {
        Job job = view.job();
        Standing standing = Standing.of(view, now);
        List<LayoutBlock> body = new ArrayList<>();
        body.add(header(block -> block.blockId("header").text(plainText(Mrkdwn.cut(title(job), HEADER)))));
        body.add(section(block ->
                block.blockId("state").text(markdownText(Mrkdwn.fit(standing.mrkdwn() + secondLine(view), SECTION)))));
        body.add(section(block -> block.blockId("facts").fields(fields(view, now))));
        body.add(section(block -> block.blockId(STEPS)
                .fields(List.of(
                        field(StepList.of(Leg.OUT, job, view.history())),
                        field(StepList.of(Leg.HOME, job, view.history()))))));
        List<BlockElement> buttons = List.copyOf(Button.of(job));
        if (!buttons.isEmpty()) {
            body.add(actions(block -> block.blockId("actions").elements(buttons)));
        }
        return new Card(
                Mrkdwn.fit("Build " + job.label() + " of " + ref(job) + ": " + standing.words(), 2900),
                List.copyOf(body),
                footer(job, now, replacedLink, page));
    }

    /** The same with its steps as a plan, which not every workspace takes. */
    public Card withPlan(Snapshot view) {
        List<LayoutBlock> planned = body.stream()
                .map(block -> STEPS.equals(block.getBlockId()) ? StepPlan.of(view.job(), view.history()) : block)
                .toList();
        return new Card(text, planned, footer);
    }

    public Content content() {
        List<LayoutBlock> blocks = new ArrayList<>(body);
        blocks.add(footer);
        return new Content(text, List.copyOf(blocks));
    }

    /** Whether a reader would see a difference. */
    boolean looksLike(Card other) {
        return text.equals(other.text) && body.equals(other.body);
    }

    private static String title(Job job) {
        return job.request().plan().profile().name() + " build " + job.label() + " · "
                + Mrkdwn.plain(job.request().options().ref());
    }

    private static String ref(Job job) {
        return Mrkdwn.code(job.request().options().ref());
    }

    /** The build's result and what to do are lines of their own: where the volume is, is another matter. */
    private static String secondLine(Snapshot view) {
        Job job = view.job();
        return switch (job.state()) {
            case AWAITING_APPROVAL -> reasons(job.request().approvalReasons());
            case NEEDS_ATTENTION ->
                view.history()
                                .last(Fact.AttentionNeeded.class)
                                .map(need -> "\n*What to do:* " + Mrkdwn.line(need.advice(), 900))
                                .orElse("")
                        + job.build()
                                .map(BuildWords::verdict)
                                .map(line -> "\n" + line)
                                .orElse("");
            case HOMEBOUND, SUCCEEDED, FAILED, CANCELLED ->
                job.build().map(BuildWords::verdict).map(line -> "\n" + line).orElse("")
                        + MishapText.of(job).map(line -> "\n" + line).orElse("");
            case QUEUED, OUTBOUND -> "";
        };
    }

    private static String reasons(List<String> reasons) {
        return reasons.isEmpty() ? "" : "\nNeeded because " + Mrkdwn.line(String.join("; ", reasons), 900);
    }

    private static List<TextObject> fields(Snapshot view, Instant now) {
        Job job = view.job();
        BuildPlan plan = job.request().plan();
        List<TextObject> fields = new ArrayList<>();
        fields.add(labelled("Commit", commit(job)));
        fields.add(labelled("Requested by", Mrkdwn.user(job.request().requester())));
        approvedBy(view).ifPresent(words -> fields.add(labelled("Approved by", words)));
        fields.add(labelled("Builder", builder(job)));
        fields.add(labelled("Slot", SlotWords.field(job)));
        fields.add(labelled("Volume", Mrkdwn.code(plan.volume().name()) + " – " + Whereabouts.of(job, view.history())));
        fields.add(labelled("Time", time(view, now)));
        fields.add(labelled("Cost", cost(view, now)));
        return fields;
    }

    /** From the job itself: it stays on the card whatever is edited, and in which order. */
    private static Optional<String> approvedBy(Snapshot view) {
        Optional<Long> ahead = view.history().last(Fact.Approved.class).flatMap(Fact.Approved::ahead);
        return view.job()
                .approval()
                .map(yes -> Mrkdwn.user(yes.by()) + ", " + Mrkdwn.date(yes.at())
                        + ahead.map(job -> ", ahead at the request of #" + job).orElse(""));
    }

    private static String commit(Job job) {
        return job.commit()
                .map(commit -> Mrkdwn.code(commit.abbreviated()) + " " + Mrkdwn.line(commit.subject(), 120))
                .orElseGet(() -> ref(job) + ", looked up on the host");
    }

    private static String builder(Job job) {
        return job.attempt()
                .map(attempt -> Mrkdwn.code(attempt.offer().label())
                        + attempt.instance().map(id -> " " + Mrkdwn.code(id)).orElse("")
                        + (attempt.isOver() ? ", gone" : ""))
                .orElseGet(() -> Mrkdwn.code(job.request().plan().first().label()) + " planned");
    }

    private static String time(Snapshot view, Instant now) {
        Job job = view.job();
        Optional<Instant> start = job.attempts().stream().findFirst().map(Attempt::askedAt);
        if (start.isEmpty()) {
            return "expected "
                    + Wording.duration(job.request().plan().estimate().expected());
        }
        if (job.endedAt().isPresent()) {
            return Wording.duration(Duration.between(start.get(), job.endedAt().get())) + " in all";
        }
        return Wording.running(Duration.between(start.get(), now)) + " so far"
                + view.progress()
                        .flatMap(progress -> progress.left())
                        .map(left -> ", about " + Wording.duration(left) + " left to build")
                        .orElse("");
    }

    private static String cost(Snapshot view, Instant now) {
        Job job = view.job();
        if (job.state().isTerminal()) {
            return Money.atEnd(
                    job,
                    view.history()
                            .last(Fact.Ended.class)
                            .map(Fact.Ended::cost)
                            .orElseGet(() -> job.cost(job.endedAt().orElse(now))));
        }
        return job.attempts().isEmpty() ? Money.before(job.request().plan()) : Money.soFar(job, now);
    }

    private static LayoutBlock footer(Job job, Instant now, Optional<String> replacedLink, Optional<URI> page) {
        String dashboard = page.map(link -> " · <" + link + "|Dashboard>").orElse("");
        String replaces = replacedLink
                .map(link -> link.isEmpty()
                        ? " · replaces a card that was deleted"
                        : " · replaces <" + link + "|a card that was deleted>")
                .orElse("");
        return context(block -> block.blockId("context")
                .elements(List.of(
                        markdownText("Job " + job.label() + " · updated " + Mrkdwn.time(now) + dashboard + replaces))));
    }

    private static TextObject labelled(String label, String value) {
        return field("*" + label + "*\n" + value);
    }

    private static TextObject field(String text) {
        return markdownText(Mrkdwn.fit(text, FIELD));
    }
}
