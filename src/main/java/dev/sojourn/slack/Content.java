package dev.sojourn.slack;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * What a message says.
 *
 * @param text the whole of it in a sentence or two: what notifications and screen readers have
 * @param blocks how it looks; empty: the text alone
 */
record Content(String text, List<LayoutBlock> blocks) {

    static Content of(String text) {
        return new Content(text, List.of());
    }
}
