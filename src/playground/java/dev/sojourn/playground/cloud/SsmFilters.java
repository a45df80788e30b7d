package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The filters of ListCommands and ListCommandInvocations: {@code [{"key":…,"value":…}]}. */
final class SsmFilters {
    private SsmFilters() {}

    static boolean match(JsonNode filters, Command command, String status) {
        for (JsonNode filter : filters) {
            if (!matches(filter.path("key").asText(), filter.path("value").asText(), command, status)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String key, String value, Command command, String status) {
        return switch (key) {
            case "InvokedAfter" -> command.requestedAt().isAfter(time(value));
            case "InvokedBefore" -> command.requestedAt().isBefore(time(value));
            case "Status" -> status.equals(value);
            case "DocumentName" -> Command.DOCUMENT.equals(value);
            default -> throw AwsError.client("InvalidFilterKey", "There is no filter " + key);
        };
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException wrong) {
            throw SsmAction.invalid("'" + value + "' is not a time");
        }
    }
}
