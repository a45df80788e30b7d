package dev.sojourn.cloud.aws;

/** AWS answered, in words that this version does not understand; nothing may be concluded from them. */
final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
