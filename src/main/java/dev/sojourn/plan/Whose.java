package dev.sojourn.plan;

import java.util.Optional;

/**
 * Whose builds are meant; an empty part lets everything pass.
 *
 * @param user Slack user id
 * @param channel Slack channel id
 */
public record Whose(Optional<String> user, Optional<String> channel) {

    public static final Whose EVERYBODY = new Whose(Optional.empty(), Optional.empty());

    public static Whose user(String id) {
        return new Whose(Optional.of(id), Optional.empty());
    }

    public static Whose channel(String id) {
        return new Whose(Optional.empty(), Optional.of(id));
    }
}
