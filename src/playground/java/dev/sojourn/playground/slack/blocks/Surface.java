package dev.sojourn.playground.slack.blocks;

import java.util.HashSet;
import java.util.Set;

/** Where blocks are shown; decides which types and how many. */
public enum Surface {
    /** Channels, threads and direct messages. */
    MESSAGE(50, Set.of("markdown", "plan", "task_card", "table", "context_actions")),
    /** Dialogs. */
    MODAL(100, Set.of("alert")),
    /** A person's Home tab. */
    HOME(100, Set.of());

    private final int most;
    private final Set<String> types;

    Surface(int most, Set<String> own) {
        this.most = most;
        Set<String> all = new HashSet<>(own);
        all.addAll(Set.of("actions", "context", "divider", "header", "image", "input", "rich_text", "section"));
        this.types = Set.copyOf(all);
    }

    int most() {
        return most;
    }

    Set<String> types() {
        return types;
    }
}
