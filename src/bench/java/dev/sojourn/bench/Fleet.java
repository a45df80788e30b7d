package dev.sojourn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Many jobs at once, each of which builds until its gate is opened. */
final class Fleet implements AutoCloseable {

    private static final String STARTED =
            "SELECT COUNT(DISTINCT job) FROM job_event WHERE body LIKE '%\"fact\":\"BuildStarted\"%'";

    private final Ground ground;
    private final BotProgram bot;
    private final BotDatabase database;
    private final Path notes;
    private final int size;

    private Fleet(Ground ground, BotProgram bot, Path notes, int size) {
        this.ground = ground;
        this.bot = bot;
        this.database = new BotDatabase(bot.database());
        this.notes = notes;
        this.size = size;
    }

    /** Ground and bot for so many jobs; none is asked for yet. */
    static Fleet open(String name, int size, double timeScale, String timing) throws Exception {
        Ground ground = Ground.open(
                name,
                Map.of(
                        "SOJOURN_PLAYGROUND_TIME_SCALE", Double.toString(timeScale),
                        "SOJOURN_PLAYGROUND_MORE_HOMES", Integer.toString(size)));
        Path notes = Files.createDirectory(ground.folder().resolve("notes"));
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rwxrwxrwx"));
        ground.configure("""
                until test -e /mnt/llvm/gate; do sleep 2; done
                date +%%s.%%N >%s/$(sed -n s/^volume=//p /mnt/llvm/.sojourn-volume)
                """.formatted(notes), timing);
        Files.writeString(
                ground.configuration(),
                Files.readString(ground.configuration()).replace("[c7i.16xlarge, c7a.8xlarge]", "[c7i.large]"));
        return new Fleet(ground, BotProgram.start(ground, name, Map.of()), notes, size);
    }

    Ground ground() {
        return ground;
    }

    BotProgram bot() {
        return bot;
    }

    BotDatabase database() {
        return database;
    }

    int size() {
        return size;
    }

    static String volume(int n) {
        return "vol-0a11cccc%08x".formatted(n);
    }

    /** Asks for one build on each volume and waits until all of them build; the answer is how many do. */
    int build(double patienceSeconds) throws InterruptedException {
        for (int n = 1; n <= size; n++) {
            ground.type(Ground.ANN, "main --volume h" + n);
        }
        Program.within(patienceSeconds, () -> {
            pause();
            return database.number(STARTED) >= size;
        });
        return (int) database.number(STARTED);
    }

    /** Opens the gate of one volume's build. */
    void open(int n) throws IOException {
        String machine = ground.volumes().stream()
                .filter(one -> one.path("id").asText().equals(volume(n)))
                .map(one -> one.path("mounted_on").asText())
                .findFirst()
                .orElseThrow();
        ground.exec(machine, "touch /mnt/llvm/gate");
    }

    /** When the build on this volume ended, in milliseconds since 1970; NaN while it has not. */
    double endedAt(int n) throws IOException {
        Path note = notes.resolve(volume(n));
        String text = Files.exists(note) ? Files.readString(note).strip() : "";
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text) * 1000;
    }

    /** When the first event of this kind of the newest job of a volume was written down; NaN where there is none. */
    double at(int n, String fact) {
        return database
                .column("SELECT at FROM job_event WHERE body LIKE '%\"fact\":\"" + fact + "\"%' AND job ="
                        + " (SELECT MAX(number) FROM job WHERE volume = '" + volume(n) + "') ORDER BY sequence")
                .stream()
                .findFirst()
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        bot.close();
        ground.close();
    }
}
