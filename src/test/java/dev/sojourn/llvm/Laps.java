package dev.sojourn.llvm;

import java.time.Duration;

/** Where the time went. */
final class Laps {

    private final StringBuilder told = new StringBuilder();
    private long since = System.nanoTime();

    void end(String lap) {
        long now = System.nanoTime();
        told.append(told.isEmpty() ? "" : " ")
                .append(lap)
                .append('=')
                .append(Duration.ofNanos(now - since).toSeconds())
                .append('s');
        since = now;
    }

    @Override
    public String toString() {
        return told.toString();
    }
}
