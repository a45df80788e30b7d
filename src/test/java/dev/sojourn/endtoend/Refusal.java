package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A bot that ought not to start: what it says, and what it ends with. */
record Refusal(int exit, String said) {

    /** Starts a bot as the playground's would be, and waits until it has ended. */
    static Refusal of(Playground playground) throws IOException {
        Map<String, String> environment = new HashMap<>(playground.environment());
        environment.put("SOJOURN_HTTP_PORT", Integer.toString(Bot.freePort()));
        Path log = Files.createTempFile("sojourn-refusal", ".log");
        try {
            int exit = JavaProcess.start(Bot.PROGRAM, environment, log).end();
            return new Refusal(exit, Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    /** Fails unless it refused with all of these words, with no stack trace around them. */
    Refusal assertWords(String... parts) {
        assertThat(exit).as("exit of: %s", said).isEqualTo(2);
        assertThat(said).contains("Sojourn does not start. ").contains(parts);
        assertThat(said.lines())
                .as("a stack trace")
                .noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by:"));
        return this;
    }
}
