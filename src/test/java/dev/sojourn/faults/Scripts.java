package dev.sojourn.faults;

import dev.sojourn.endtoend.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machines have answered. A guest answers an operation's repeat with the first answer, byte for byte, its clock
 * included: two answers that differ are two runs of one script.
 */
final class Scripts {

    private static final Pattern OPERATION =
            Pattern.compile("^\\{\"op\":\"(j\\d+-[^\"]+)\".*\"clock\":.*", Pattern.MULTILINE);

    /** Only looks, and so may look twice. */
    private static final String LOOK = "-preflight";

    private Scripts() {}

    /** The operations that have run twice on machines that still have their files. */
    static List<String> ranTwice(Stage stage) {
        Path machines = stage.playground().configuration().resolveSibling("instances");
        try (Stream<Path> files = Files.find(machines, 4, (file, is) -> file.endsWith("stdout"))) {
            return ranTwice(files.map(Scripts::text).toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> ranTwice(List<String> answers) {
        Map<String, String> first = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String answer : answers) {
            Matcher line = OPERATION.matcher(answer);
            if (line.find() && !line.group(1).endsWith(LOOK)) {
                String before = first.putIfAbsent(line.group(1), line.group());
                if (before != null && !before.equals(line.group())) {
                    twice.add(line.group(1) + " ran twice: " + before + " and " + line.group());
                }
            }
        }
        return twice;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
