package dev.sojourn.slack.home;

import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Grant;
import dev.sojourn.slack.card.Button;
import java.util.Arrays;
import java.util.Optional;

/** The buttons of the Home tab. Their value is the job's number; the right to press them is asked for at the click. */
public enum HomeButton {
    NEW("sojourn-home-new"),
    APPROVE("sojourn-home-approve"),
    DENY("sojourn-home-deny"),
    CANCEL("sojourn-home-cancel"),
    END_AHEAD("sojourn-home-end-ahead");

    private final String action;

    HomeButton(String action) {
        this.action = action;
    }

    public String action() {
        return action;
    }

    public static Optional<HomeButton> of(String action) {
        return Arrays.stream(values()).filter(one -> one.action.equals(action)).findFirst();
    }

    public static ButtonElement begin() {
        return BlockElements.button(button -> button.actionId(NEW.action)
                .value("new")
                .text(plainText("New build"))
                .style("primary")
                .accessibilityLabel("New build: opens a form"));
    }

    /** Its value is the job at whose request the yes was given. */
    public static ButtonElement end(Grant grant) {
        return BlockElements.button(button -> button.actionId(END_AHEAD.action)
                .value(Long.toString(grant.job()))
                .text(plainText("End"))
                .confirm(Button.dialog(
                        "End it now?",
                        "From then on every build needs a yes of its own again. Builds that began with it go on.",
                        "End it",
                        "Keep it",
                        "danger"))
                .accessibilityLabel("End the yes that was given at the request of #" + grant.job()));
    }

    /** The card's button of the same kind, under its own name here. */
    ButtonElement like(ButtonElement onCard, Job job) {
        onCard.setActionId(action);
        onCard.setValue(Long.toString(job.number()));
        return onCard;
    }
}
