package dev.sojourn.slack.note;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The buttons under the question to somebody in the tree. Their value names the job and the user of the host, as
 * {@code 12:1000}, by which they are told from a card's; the right to press them is asked for at the click.
 */
public enum AskButton {
    WAIT("sojourn-wait"),
    STOP("sojourn-stop-holders"),
    CANCEL("sojourn-cancel");

    private static final Pattern VALUE = Pattern.compile("([0-9]{1,15}):(-?[0-9]{1,10})");
    private static final int LISTED = 170;

    private final String action;

    AskButton(String action) {
        this.action = action;
    }

    public String action() {
        return action;
    }

    public static Optional<AskButton> of(String action) {
        return Arrays.stream(values()).filter(one -> one.action.equals(action)).findFirst();
    }

    /** Those of an open question. No signal ends a mount, so there is none to stop where there is nothing else. */
    public static List<ButtonElement> of(Ask ask, Job job) {
        Target target = new Target(job.number(), ask.uid());
        List<ButtonElement> buttons = new ArrayList<>();
        buttons.add(WAIT.element(target, "Wait", null));
        if (!ask.processes().isEmpty()) {
            buttons.add(stop(ask, job, target));
        }
        ButtonElement cancel = CANCEL.element(target, "Cancel the build", null);
        cancel.setConfirm(Button.dialog(
                "Cancel job " + job.label() + "?",
                "The build is given up for everybody, and the volume stays on " + job.host() + ".",
                "Cancel the job",
                "Keep it",
                "danger"));
        buttons.add(cancel);
        return buttons;
    }

    private static ButtonElement stop(Ask ask, Job job, Target target) {
        boolean own = ask.isOwn(job.request().plan().volume());
        ButtonElement button = STOP.element(target, own ? "Stop mine" : "Stop them", "danger");
        String listed = ask.processes().stream()
                .map(one -> Mrkdwn.cut(Mrkdwn.plain(one.command()), 40) + " (pid " + one.pid() + ")")
                .collect(Collectors.joining(", "));
        button.setConfirm(Button.dialog(
                "Stop " + Wording.count(ask.processes().size(), "process", "processes") + "?",
                "SIGTERM is sent to " + Mrkdwn.cut(listed.replaceAll("\\s+", " "), LISTED)
                        + ". What is not saved in there may be lost.",
                "Stop them",
                "Leave them",
                "danger"));
        return button;
    }

    private ButtonElement element(Target target, String label, @Nullable String style) {
        return BlockElements.button(button -> button.actionId(action)
                .value(target.toString())
                .text(plainText(label))
                .style(style)
                .accessibilityLabel(label + ": job #" + target.job()));
    }

    /** Whom a press is about. */
    public record Target(long job, int uid) {

        public static Optional<Target> parse(@Nullable String value) {
            Matcher matcher = VALUE.matcher(value == null ? "" : value);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long uid = Long.parseLong(matcher.group(2));
            return uid == (int) uid
                    ? Optional.of(new Target(Long.parseLong(matcher.group(1)), (int) uid))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return job + ":" + uid;
        }
    }
}
