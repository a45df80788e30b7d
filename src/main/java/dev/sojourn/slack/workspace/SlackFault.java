package dev.sojourn.slack.workspace;

import java.time.Duration;
import java.util.Set;

/** Slack did not do what it was asked. */
public abstract sealed class SlackFault extends Exception {

    private static final long serialVersionUID = 1;

    private final String message;

    private SlackFault(String message) {
        super(message, null, false, false);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Slack understood and said no. Asking again in the same way is no use. */
    public static final class Refused extends SlackFault {

        private static final long serialVersionUID = 1;
        private static final Set<String> NOT_LET_IN = Set.of(
                "not_in_channel",
                "channel_not_found",
                "is_archived",
                "restricted_action",
                "restricted_action_read_only_channel",
                "restricted_action_thread_only_channel",
                "user_not_in_channel",
                "no_permission");
        private static final Set<String> GONE =
                Set.of("message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed");
        private static final Set<String> FORM = Set.of(
                "invalid_blocks",
                "invalid_blocks_format",
                "msg_blocks_too_long",
                "msg_too_long",
                "no_text",
                "block_mismatch");

        private final String code;

        /** @param code Slack's own word */
        public Refused(String method, String code, String details) {
            super(method + " was refused: " + code + (details.isBlank() ? "" : " (" + details + ")"));
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** The bot may not speak in this channel. */
        public boolean isNotLetIn() {
            return NOT_LET_IN.contains(code);
        }

        /** The message is not there any more, or may not be changed any more. */
        public boolean isGone() {
            return GONE.contains(code);
        }

        /** The form of what we sent is not to Slack's taste. */
        public boolean isAboutForm() {
            return FORM.contains(code);
        }
    }

    /** Too many calls: nothing was done, and nothing will be for so long. */
    public static final class Limited extends SlackFault {

        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        public Limited(String method, Duration retryAfter) {
            super(method + " is limited for " + retryAfter.toSeconds() + " s");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** No answer, or one that says nothing about whether it was done. */
    public static final class Away extends SlackFault {

        private static final long serialVersionUID = 1;

        public Away(String method, String why) {
            super(method + ": " + why);
        }
    }
}
