package dev.sojourn.slack.note;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Job;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The buttons of the direct message that asks for a yes. Their value is the job's number. Without a dialog in between: the
 * message says all that one would, and one tap on a phone has to do.
 */
public enum NoteButton {
    APPROVE("sojourn-note-approve"),
    DENY("sojourn-note-deny"),
    AHEAD("sojourn-note-ahead"),
    DELEGATE("sojourn-note-delegate");

    private final String action;

    NoteButton(String action) {
        this.action = action;
    }

    public String action() {
        return action;
    }

    public static Optional<NoteButton> of(String action) {
        return Arrays.stream(values()).filter(one -> one.action.equals(action)).findFirst();
    }

    public static List<ButtonElement> of(Job job) {
        return List.of(
                APPROVE.element(job, "Approve", "primary"),
                DENY.element(job, "Deny…", "danger"),
                AHEAD.element(job, "Approve today up to…", null),
                DELEGATE.element(job, "Leave it to…", null));
    }

    private ButtonElement element(Job job, String label, @Nullable String style) {
        return BlockElements.button(button -> button.actionId(action)
                .value(Long.toString(job.number()))
                .text(plainText(label))
                .style(style)
                .accessibilityLabel(label + " job " + job.label()));
    }
}
