package dev.sojourn.bench;

/**
 * One trip of a volume as it truly was, in seconds.
 *
 * @param out from the command until the build ran
 * @param home from the build's end until the volume was mounted on its host again
 * @param away how long the host was without its volume, but for the build
 * @param billed how long a builder was paid for, but for the build
 * @param calls to EC2 and SSM
 */
record Trip(double out, double home, double away, double billed, double calls) {

    Trip billedAndCalled(double seconds, double number) {
        return new Trip(out, home, away, seconds, number);
    }
}
