package dev.sojourn.playground.slack.blocks;

import java.util.Map;
import java.util.Set;

/** Text objects, options, option groups and confirm dialogs. */
final class Compositions {
    private Compositions() {}

    static Rule plain(int most) {
        return new ByType(Map.of("plain_text", plainShape(most)), Set.of("plain_text"));
    }

    /** Either kind of text. */
    static Rule text(int most) {
        return new ByType(
                Map.of("plain_text", plainShape(most), "mrkdwn", markedShape(most)), Set.of("plain_text", "mrkdwn"));
    }

    static Shape plainShape(int most) {
        return Shape.typed().required("text", Values.text(1, most)).optional("emoji", Values.truth());
    }

    static Shape markedShape(int most) {
        return Shape.typed().required("text", Values.text(1, most)).optional("verbatim", Values.truth());
    }

    static Rule confirm() {
        return Shape.untyped()
                .required("title", plain(100))
                .required("text", text(300))
                .required("confirm", plain(30))
                .required("deny", plain(30))
                .optional("style", Values.oneOf("primary", "danger"));
    }

    /** An option of a select menu. */
    static Rule option() {
        return Shape.untyped()
                .required("text", plain(75))
                .required("value", Values.text(1, 150))
                .optional("description", plain(75));
    }

    /** An option of checkboxes and radio buttons: may be marked up. */
    static Rule choice() {
        return Shape.untyped()
                .required("text", text(75))
                .required("value", Values.text(1, 150))
                .optional("description", text(75));
    }

    static Rule overflowOption() {
        return Shape.untyped()
                .required("text", plain(75))
                .required("value", Values.text(1, 150))
                .optional("description", plain(75))
                .optional("url", Values.address());
    }

    static Rule group() {
        return Shape.untyped().required("label", plain(75)).required("options", Values.list(1, 100, option()));
    }
}
