package dev.sojourn.command;

import java.util.Optional;

/** Who says something, and where: ids, never names. */
public record Caller(String user, String channel) {

    /** The channel; empty where it is said in none, as on a page of one's own. */
    Optional<String> from() {
        return channel.isBlank() ? Optional.empty() : Optional.of(channel);
    }
}
