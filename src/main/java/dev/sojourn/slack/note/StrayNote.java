package dev.sojourn.slack.note;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Stray;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.Content;
import java.util.ArrayList;
import java.util.List;

/** The direct message about a builder that no job owns. */
public final class StrayNote {

    /** The button's action; its value is the instance's id. */
    public static final String END = "sojourn-end-stray";

    private StrayNote() {}

    public static Content of(Stray stray) {
        String text = text(stray);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(section(block -> block.blockId("stray").text(markdownText(text))));
        if (stray.fate() == Stray.Fate.AWAITS_WORD) {
            blocks.add(actions(block -> block.blockId("actions").elements(List.of(button(stray)))));
        }
        return new Content(text, List.copyOf(blocks));
    }

    private static String text(Stray stray) {
        String builder =
                "Builder " + Mrkdwn.code(stray.instance()) + " (" + Mrkdwn.line(stray.type(), 40) + ", launched "
                        + Mrkdwn.date(stray.launchedAt())
                        + stray.job().map(job -> ", tagged for job #" + job).orElse("") + ")";
        String price = stray.hourly()
                .map(hourly -> "about " + hourly + " an hour (list price)")
                .orElse("nobody knows how much");
        return switch (stray.fate()) {
            case ENDED -> builder + " belonged to no job and cost " + price + ": it is being terminated.";
            case AWAITS_WORD -> builder + " belongs to no job and costs " + price + ". It holds no volume.";
            case HOLDS_A_VOLUME ->
                builder + " belongs to no job, costs " + price
                        + ", and holds a volume that the configuration does not name, so it is left alone. Look whose it is:\n"
                        + Mrkdwn.code("aws ec2 describe-volumes --filters Name=attachment.instance-id,Values="
                                + stray.instance());
        };
    }

    private static ButtonElement button(Stray stray) {
        return BlockElements.button(button -> button.actionId(END)
                .value(stray.instance())
                .text(plainText("Terminate"))
                .style("danger")
                .accessibilityLabel("Terminate " + stray.instance())
                .confirm(Button.dialog(
                        "Terminate " + stray.instance() + "?",
                        "Its root disk is deleted with it. It is looked at once more before: if a job owns it or it holds a"
                                + " volume, nothing happens.",
                        "Terminate",
                        "Leave it",
                        "danger")));
    }
}
