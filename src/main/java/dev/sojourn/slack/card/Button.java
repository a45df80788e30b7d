package dev.sojourn.slack.card;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Mishap;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Rung;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The buttons of a card, or of a refusal. Their value is the job's number; the right to press them is asked for at the click. */
public enum Button {
    APPROVE("sojourn-approve"),
    DENY("sojourn-deny"),
    SMALLER("sojourn-smaller"),
    TRY_NOW("sojourn-try-now"),
    ON_DEMAND("sojourn-on-demand"),
    CANCEL("sojourn-cancel"),
    RESUME("sojourn-resume"),
    WALK_HOME("sojourn-walk-home"),
    NEW_HOST("sojourn-new-host"),
    RETRY_TESTS("sojourn-retry-tests"),
    REMEDY("sojourn-remedy"),
    AGAIN("sojourn-again");

    private static final int LABEL = 75;

    private final String action;

    Button(String action) {
        this.action = action;
    }

    public String action() {
        return action;
    }

    public static Optional<Button> of(String action) {
        return Arrays.stream(values()).filter(one -> one.action.equals(action)).findFirst();
    }

    /** Those that make sense now. Once a thing is decided its buttons are gone. */
    public static List<ButtonElement> of(Job job) {
        List<ButtonElement> buttons = new ArrayList<>();
        JobState state = job.state();
        if (state == JobState.AWAITING_APPROVAL) {
            buttons.add(approve(job));
            buttons.add(deny(job));
            smaller(job).ifPresent(buttons::add);
        }
        if (state == JobState.NEEDS_ATTENTION) {
            if (job.hostLost()) {
                buttons.add(NEW_HOST.element(job, "Choose a new host", "primary"));
            }
            buttons.add(RESUME.element(job, "I fixed it: look again", "primary"));
            buttons.add(walkHome(job));
        }
        if (job.waitsForCapacity()) {
            buttons.add(tryNow(job));
            onDemand(job).ifPresent(buttons::add);
        }
        if (isCancellable(job)) {
            buttons.add(cancel(job));
        }
        if (state.isTerminal()) {
            retryTests(job).ifPresent(buttons::add);
            remedy(job).ifPresent(buttons::add);
            buttons.add(again(job));
        }
        return buttons;
    }

    /** What would help a job that cannot be built as asked, where there is something. */
    public static Optional<ButtonElement> remedy(Job job) {
        return Mishap.remedy(job).map(remedy -> {
            String label = Mrkdwn.cut(Mrkdwn.plain(remedy.label()), LABEL);
            // What a refusal proposes may delete something; what helps a build that failed does not.
            String style = job.build().isPresent() ? "primary" : "danger";
            ButtonElement button = REMEDY.element(job, label, style);
            button.setConfirm(
                    dialog(label + "?", Mrkdwn.plain(remedy.effect()), Mrkdwn.cut(label, 30), "Not now", style));
            return button;
        });
    }

    /** What people can do about a job that finds no builder. */
    static List<BlockElement> whileThereIsNoBuilder(Job job) {
        List<BlockElement> buttons = new ArrayList<>();
        buttons.add(tryNow(job));
        onDemand(job).ifPresent(buttons::add);
        buttons.add(cancel(job));
        return List.copyOf(buttons);
    }

    private static ButtonElement tryNow(Job job) {
        return TRY_NOW.element(job, "Try now", "primary");
    }

    /** Where builders on demand are not tried already. */
    private static Optional<ButtonElement> onDemand(Job job) {
        BuildPlan plan = job.request().plan();
        if (!plan.isSpotOnly()) {
            return Optional.empty();
        }
        String prices = plan.ladder().stream()
                .map(rung -> rung.type().name()
                        + rung.type()
                                .hourly()
                                .map(hourly -> " at " + hourly + "/h")
                                .orElse(", price unknown"))
                .distinct()
                .collect(Collectors.joining(", "));
        ButtonElement button = ON_DEMAND.element(job, "Take on-demand", null);
        button.setConfirm(dialog(
                "Take a builder on demand?",
                prices + " in place of spot (" + Money.CAVEAT
                        + "). Where that needs a second person, they are asked first, unless you are one.",
                "Take it",
                "Wait for spot",
                "primary"));
        return Optional.of(button);
    }

    private static ButtonElement walkHome(Job job) {
        ButtonElement button = WALK_HOME.element(job, "Retry", null);
        button.setConfirm(dialog(
                "Walk the whole way home again?",
                "From its first step: what is done already is passed in a moment, the rest is asked for again.",
                "Retry",
                "Not now",
                "primary"));
        return button;
    }

    private static Optional<ButtonElement> retryTests(Job job) {
        if (job.request().plan().testTargets().isEmpty()) {
            return Optional.empty();
        }
        return job.build()
                .flatMap(BuildResult::tests)
                .filter(tests -> tests.failed() > 0)
                .map(tests -> {
                    ButtonElement button = RETRY_TESTS.element(job, "Retry failed tests", "primary");
                    button.setConfirm(dialog(
                            "Run " + Wording.count(tests.failed(), "test", "tests") + " again?",
                            "A new job for the tests that failed, on the same commit: "
                                    + Money.before(job.request().plan()) + ".",
                            "Run them",
                            "Not now",
                            "primary"));
                    return button;
                });
    }

    public static ButtonElement deny(Job job) {
        return DENY.element(job, "Deny", "danger");
    }

    /** Nobody need wait for a yes where the ladder has a machine that needs none. */
    private static Optional<ButtonElement> smaller(Job job) {
        return job.request().smaller().map(plan -> {
            String type = Mrkdwn.cut(plan.first().label(), 30);
            ButtonElement button = SMALLER.element(job, "Run now on " + type + ", no approval needed", null);
            button.setConfirm(dialog(
                    "Run on " + type + "?",
                    "Nobody is asked any more. About "
                            + Wording.duration(plan.estimate().expected()) + ", " + Money.before(plan) + " ("
                            + Money.CAVEAT + ").",
                    "Run it",
                    "Keep waiting",
                    "primary"));
            return button;
        });
    }

    public static boolean isCancellable(Job job) {
        return switch (job.state()) {
            case QUEUED, AWAITING_APPROVAL, OUTBOUND -> job.cancelAskedBy().isEmpty();
            case HOMEBOUND, NEEDS_ATTENTION, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    public static ButtonElement approve(Job job) {
        BuildPlan plan = job.request().plan();
        Rung first = plan.first();
        String price = first.hourly().map(hourly -> "about " + hourly + "/h").orElse("price unknown");
        ButtonElement button = APPROVE.element(job, "Approve", "primary");
        button.setConfirm(dialog(
                "Launch " + first.label() + "?",
                price + ", " + Money.before(plan) + " (" + Money.CAVEAT + "). Commit "
                        + job.commit().map(commit -> commit.abbreviated()).orElse("not pinned yet") + ".",
                "Launch",
                "Not yet",
                "primary"));
        return button;
    }

    public static ButtonElement cancel(Job job) {
        boolean underway = job.state() == JobState.OUTBOUND;
        ButtonElement button = CANCEL.element(job, "Cancel", underway ? "danger" : null);
        button.setConfirm(dialog(
                "Cancel job " + job.label() + "?",
                underway
                        ? "The build is stopped and the volume goes back to " + job.host() + " first."
                        : "Nothing has been launched; nothing is lost.",
                "Cancel the job",
                "Keep it",
                "danger"));
        return button;
    }

    private static ButtonElement again(Job job) {
        ButtonElement button = AGAIN.element(job, job.state() == JobState.FAILED ? "Retry" : "Build again", null);
        button.setConfirm(dialog(
                "Build " + Mrkdwn.cut(Mrkdwn.plain(job.request().options().ref()), 60) + " again?",
                "A new job with the same options: " + Money.before(job.request().plan()) + ".",
                "Build",
                "Not now",
                "primary"));
        return button;
    }

    private ButtonElement element(Job job, String label, @Nullable String style) {
        return BlockElements.button(button -> button.actionId(action)
                .value(Long.toString(job.number()))
                .text(plainText(label))
                .style(style)
                .accessibilityLabel(Mrkdwn.cut(label + ": job " + job.label(), LABEL)));
    }

    public static ConfirmationDialogObject dialog(String title, String text, String yes, String no, String style) {
        return ConfirmationDialogObject.builder()
                .title(plainText(Mrkdwn.cut(title, 100)))
                .text(plainText(Mrkdwn.cut(text, 300)))
                .confirm(plainText(yes))
                .deny(plainText(no))
                .style(style)
                .build();
    }
}
