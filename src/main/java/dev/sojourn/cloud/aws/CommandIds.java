package dev.sojourn.cloud.aws;

import java.util.List;

/** The id of a command that had to be sent in parts: the ids of its parts, which SSM gives no commas. */
final class CommandIds {

    private static final String BETWEEN = ",";

    private CommandIds() {}

    static String join(List<String> parts) {
        return String.join(BETWEEN, parts);
    }

    static List<String> split(String command) {
        return List.of(command.split(BETWEEN));
    }
}
