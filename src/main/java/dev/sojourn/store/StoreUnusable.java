package dev.sojourn.store;

/**
 * Jobs cannot be written down here. The message is for the person who has to mend it: what is so, in which file, and what to do
 * next.
 */
public final class StoreUnusable extends IllegalStateException {

    private static final long serialVersionUID = 1;

    StoreUnusable(String what) {
        super(what);
    }

    StoreUnusable(String what, Throwable cause) {
        super(what, cause);
    }
}
