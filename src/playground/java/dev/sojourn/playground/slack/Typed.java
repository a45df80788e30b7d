package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What Slack's client lets people type into an input. */
final class Typed {
    private Typed() {}

    /** The text as it is; throws {@link IllegalArgumentException} with what the client would show. */
    static String checked(JsonNode element, String text) {
        String type = element.path("type").asText();
        if (type.equals("plain_text_input")) {
            length(element, text);
        } else if (type.equals("number_input")) {
            number(element, text);
        }
        return text;
    }

    private static void length(JsonNode element, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > element.path("max_length").asInt(3000)) {
            throw new IllegalArgumentException(
                    "at most " + element.path("max_length").asInt(3000) + " characters");
        }
        if (length < element.path("min_length").asInt(0)) {
            throw new IllegalArgumentException(
                    "at least " + element.path("min_length").asInt(0) + " characters");
        }
    }

    private static void number(JsonNode element, String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("please enter a number, not " + text, wrong);
        }
        if (number.stripTrailingZeros().scale() > 0
                && !element.path("is_decimal_allowed").asBoolean()) {
            throw new IllegalArgumentException("please enter a whole number");
        }
        if (element.has("min_value")
                && number.compareTo(new BigDecimal(element.path("min_value").asText())) < 0) {
            throw new IllegalArgumentException(
                    "not below " + element.path("min_value").asText());
        }
        if (element.has("max_value")
                && number.compareTo(new BigDecimal(element.path("max_value").asText())) > 0) {
            throw new IllegalArgumentException(
                    "not above " + element.path("max_value").asText());
        }
    }
}
