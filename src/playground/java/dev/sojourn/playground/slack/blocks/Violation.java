package dev.sojourn.playground.slack.blocks;

/**
 * One thing that Slack refuses.
 *
 * @param pointer JSON pointer to what is wrong, such as {@code /blocks/0/text/text}
 * @param code of {@code blocks.validate}, such as {@code failed_constraint}
 * @param message in Slack's words, without the pointer
 */
public record Violation(String pointer, String code, String message) {
    /** As {@code response_metadata.messages} has it. */
    public String line() {
        return "[ERROR] " + message + " [json-pointer:" + pointer + "]";
    }
}
