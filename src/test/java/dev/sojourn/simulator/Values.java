package dev.sojourn.simulator;

import java.util.HashMap;
import java.util.Map;

/** A script's name and values in the form that the simulated guests read. Its text is tested elsewhere, on real machines. */
final class Values {

    private static final char BETWEEN = '\u0001';

    private Values() {}

    static String text(String script, Map<String, String> values) {
        StringBuilder text = new StringBuilder(600).append(script);
        values.forEach((name, value) ->
                text.append(BETWEEN).append(name).append(BETWEEN).append(value));
        return text.toString();
    }

    static String script(String text) {
        int end = text.indexOf(BETWEEN);
        return end < 0 ? text : text.substring(0, end);
    }

    static Map<String, String> of(String text) {
        Map<String, String> values = new HashMap<>(64);
        int at = text.indexOf(BETWEEN);
        while (at >= 0) {
            int middle = text.indexOf(BETWEEN, at + 1);
            int end = text.indexOf(BETWEEN, middle + 1);
            values.put(text.substring(at + 1, middle), text.substring(middle + 1, end < 0 ? text.length() : end));
            at = end;
        }
        return values;
    }
}
