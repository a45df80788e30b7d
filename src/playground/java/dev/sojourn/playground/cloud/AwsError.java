package dev.sojourn.playground.cloud;

/** An answer that is an error, with AWS's code, HTTP status and words. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final int status;

    AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** An error that is the caller's: status 400. */
    static AwsError client(String code, String message) {
        return new AwsError(code, 400, message);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
