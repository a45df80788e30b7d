package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.List;

/** What happened, in words. Off while histories run fast: a history that failed is run again from its seed with it on. */
final class Journal {

    private final Timeline timeline;
    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Journal(Timeline timeline, boolean on) {
        this.timeline = timeline;
        this.on = on;
    }

    boolean on() {
        return on;
    }

    void say(String words) {
        if (on) {
            long time = timeline.elapsed();
            lines.add("%02d:%02d:%02d.%03d  %s"
                    .formatted(time / 3_600_000, time / 60_000 % 60, time / 1000 % 60, time % 1000, words));
        }
    }

    void say(String words, Object... values) {
        if (on) {
            say(words.formatted(values));
        }
    }

    List<String> lines() {
        return lines;
    }
}
