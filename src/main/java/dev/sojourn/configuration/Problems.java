package dev.sojourn.configuration;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, each with its key: found in one go, told in one go. */
public final class Problems {

    private final List<String> found = new ArrayList<>();

    public void add(String key, String what) {
        found.add(key + ": " + what);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<String> all() {
        return List.copyOf(found);
    }

    /** Thrown once, at start: the process refuses to run. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> found;

        public Unusable(String source, Problems problems) {
            super("The configuration " + source + " cannot be used:\n  - " + String.join("\n  - ", problems.all()));
            this.found = problems.all();
        }

        /** Each with its key. */
        public List<String> problems() {
            return found;
        }
    }
}
