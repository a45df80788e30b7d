package dev.sojourn.slack.words;

import dev.sojourn.job.Job;
import dev.sojourn.job.Mishap;
import java.util.Optional;

/** What helps against a known way of a build to fail, in a line. */
public final class MishapText {

    private MishapText() {}

    public static Optional<String> of(Job job) {
        return Mishap.of(job).map(MishapText::words);
    }

    private static String words(Mishap mishap) {
        String press = mishap.remedy()
                .map(remedy -> " *" + Mrkdwn.line(remedy.label(), 75) + "* on the card does that.")
                .orElse("");
        return "*What helps:* "
                + switch (mishap.kind()) {
                    case OUT_OF_MEMORY ->
                        "memory ran out."
                                + (press.isEmpty()
                                        ? " A type with more of it (`--on`), or fewer links at once (`--link-memory`)."
                                        : press);
                    case DISK_FULL ->
                        "the volume is full. `slots` says what its build folders take, `--clear-slot N` deletes one to make room;"
                                + " or enlarge the volume.";
                    case MISSING_TOOL ->
                        Mrkdwn.code(mishap.what())
                                + " is missing on the builder. Install it in the builder's image, and on the host as well.";
                };
    }
}
