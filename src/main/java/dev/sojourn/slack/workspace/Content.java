package dev.sojourn.slack.workspace;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * What a message says.
 *
 * @param text the whole of it in a sentence or two: what notifications and screen readers have
 * @param blocks how it looks; empty: the text alone
 */
public record Content(String text, List<LayoutBlock> blocks) {

    public static Content of(String text) {
        return new Content(text, List.of());
    }
}
