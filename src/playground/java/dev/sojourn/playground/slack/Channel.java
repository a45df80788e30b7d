package dev.sojourn.playground.slack;

import org.jspecify.annotations.Nullable;

/**
 * Where messages are: a public channel, or one person's conversation with the bot.
 *
 * @param hasBot whether the bot may post and read there
 * @param person whose direct messages these are; null for a channel
 */
record Channel(
        String id, String name, boolean hasBot, @Nullable Person person) {
    boolean isDirect() {
        return person != null;
    }
}
