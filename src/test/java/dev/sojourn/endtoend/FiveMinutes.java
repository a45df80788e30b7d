package dev.sojourn.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A wrong clock for one process, by Debian's {@code faketime}. Its monotonic clock stays right, as on a real machine. */
final class FiveMinutes {

    private FiveMinutes() {}

    /** The environment of a process whose clock is five minutes ahead. Where faketime is missing, the test is skipped and says so. */
    static Map<String, String> ahead(Map<String, String> environment) {
        Optional<Path> library = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                .map(kind -> Path.of("/usr/lib", kind, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(library.isPresent(), "skipped: faketime is not installed");
        Map<String, String> wrong = new HashMap<>(environment);
        wrong.put("LD_PRELOAD", library.orElseThrow().toString());
        wrong.put("FAKETIME", "+5m");
        wrong.put("DONT_FAKE_MONOTONIC", "1");
        return wrong;
    }
}
