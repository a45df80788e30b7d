package dev.sojourn.playground.slack;

/** What the control API cannot do: there is no such button, user, channel. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    static Refused notFound(String message) {
        return new Refused(404, message);
    }

    static Refused wrong(String message) {
        return new Refused(400, message);
    }

    int status() {
        return status;
    }
}
