package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a guest command. */
sealed interface GuestAnswer {

    /** The guest did it, or found it done. */
    record Yes(JsonNode told) implements GuestAnswer {}

    /**
     * The guest refused, and touched nothing beyond what it says.
     *
     * @param reason a word of the script's, for example {@code held}
     * @param detail for people
     */
    record No(String reason, String detail, JsonNode told) implements GuestAnswer {

        /** The detail with exactly one full stop. */
        String sentence() {
            return detail.endsWith(".") ? detail : detail + ".";
        }
    }

    /** The script broke, timed out, or could not be delivered. */
    record Broken(String words) implements GuestAnswer {}

    /** Not ended yet, or not yet visible. */
    record Pending() implements GuestAnswer {}
}
