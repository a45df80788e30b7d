package dev.sojourn.command;

import java.util.List;

/**
 * Who hears how a build ends beside whoever asked for it.
 *
 * @param people Slack user ids
 * @param channel whether the whole channel does
 */
public record Told(List<String> people, boolean channel) {

    public static final Told NOBODY = new Told(List.of(), false);
}
