package dev.sojourn.handoff;

import dev.sojourn.job.Job;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** What is left on the host while the volume is away: where it is, for how long, and where to read on. */
final class Away {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Away() {}

    static Map<String, String> values(Scene scene) {
        Instant back = back(scene);
        Map<String, String> values = new HashMap<>();
        values.put("ROLE", "host");
        values.put("AWAY", text(scene, back));
        values.put("JOB", Long.toString(scene.job().number()));
        values.put("UNTIL", Long.toString(back.getEpochSecond()));
        scene.seen().thread().ifPresent(link -> values.put("THREAD", link));
        return values;
    }

    /** To the minute, so that a repeated look says the same. */
    private static Instant back(Scene scene) {
        long seconds = scene.now()
                .plus(scene.job().request().plan().estimate().expected())
                .plus(scene.timing().handoffExpected().multipliedBy(2))
                .getEpochSecond();
        return Instant.ofEpochSecond((seconds + 59) / 60 * 60);
    }

    /** The text of AWAY.md, in the mount point that nobody should save into by mistake. */
    private static String text(Scene scene, Instant back) {
        Job job = scene.job();
        return "# The volume " + job.volume() + " is away\n\nJob " + job.label() + " builds "
                + job.request().options().ref()
                + " on a bigger machine. The volume comes home by itself when the build ends, at about "
                + TIME.format(back) + ".\n"
                + scene.seen()
                        .thread()
                        .map(link -> "How far it is: " + link + "\n")
                        .orElse("")
                + "Until then nothing can be saved here: it would lie hidden below the volume later.";
    }
}
