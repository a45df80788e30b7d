package dev.sojourn.cloud;

/** Secrets that the cloud keeps. */
@FunctionalInterface
public interface Secrets {

    /** The secret of this name, in the clear. Not to be logged. */
    CloudAnswer<String> read(String name);
}
