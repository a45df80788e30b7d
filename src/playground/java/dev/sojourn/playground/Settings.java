package dev.sojourn.playground;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the environment says about this playground.
 *
 * @param folder where the state is, absolute
 * @param port to listen on; 0: any free one, the last one again where that is free
 * @param pace how much faster than the real cloud
 * @param seed of everything drawn at random
 */
record Settings(Path folder, int port, Pace pace, long seed) {
    /** Reads the SOJOURN_PLAYGROUND_* variables; throws {@link IllegalArgumentException} for what makes no sense. */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                Path.of(environment.getOrDefault("SOJOURN_PLAYGROUND_DIR", ".sojourn-playground"))
                        .toAbsolutePath()
                        .normalize(),
                port(environment.getOrDefault("SOJOURN_PLAYGROUND_PORT", "8099")),
                new Pace(number(
                        "SOJOURN_PLAYGROUND_TIME_SCALE",
                        environment.getOrDefault("SOJOURN_PLAYGROUND_TIME_SCALE", "3"))),
                (long) number("SOJOURN_PLAYGROUND_SEED", environment.getOrDefault("SOJOURN_PLAYGROUND_SEED", "1")));
    }

    private static int port(String text) {
        double port = number("SOJOURN_PLAYGROUND_PORT", text);
        if (port < 0 || port > 65_535 || port != Math.rint(port)) {
            throw new IllegalArgumentException("SOJOURN_PLAYGROUND_PORT is no port: " + text);
        }
        return (int) port;
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + " is no number: " + text, wrong);
        }
    }
}
