package dev.sojourn.cli;

import dev.sojourn.configuration.Problems;
import dev.sojourn.configuration.Surroundings;
import dev.sojourn.store.Backup;
import dev.sojourn.store.Drain;
import dev.sojourn.store.Emigration;
import dev.sojourn.store.StoreUnusable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** {@code backup}, {@code restore}, {@code copy-to-postgresql} and {@code drain}: what is done to a database beside its bot. */
final class StoreCommands {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    StoreCommands(Map<String, String> environment, PrintStream out, PrintStream err, Clock clock) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    int run(String command, List<String> words) {
        try {
            Surroundings.Stores stores = Surroundings.stores(environment);
            return switch (command) {
                case "backup" -> backup(stores, words);
                case "restore" -> restore(stores, words);
                case "copy-to-postgresql" -> emigrate(stores, words);
                default -> drain(stores, words);
            };
        } catch (StoreUnusable | Problems.Unusable refused) {
            err.println(refused.getMessage());
            return CommandLineTool.NOT_DONE;
        }
    }

    private int backup(Surroundings.Stores stores, List<String> words) {
        if (words.size() != 1 || stores.databaseUrl().isPresent()) {
            err.println("backup FILE copies the embedded database. One on a server: pg_dump.");
            return CommandLineTool.NOT_DONE;
        }
        Path target = Path.of(words.get(0)).toAbsolutePath();
        Backup.Content content = new Backup(stores.dataFolder()).write(target);
        out.println(target + ": " + words(content) + ". Undamaged.");
        return CommandLineTool.FINE;
    }

    private int restore(Surroundings.Stores stores, List<String> words) {
        if (words.size() != 1 || stores.databaseUrl().isPresent()) {
            err.println(
                    "restore FILE puts a backup in the place of the embedded database. One on a server: pg_restore.");
            return CommandLineTool.NOT_DONE;
        }
        Backup.Content content = new Backup(stores.dataFolder()).restore(Path.of(words.get(0)), clock.instant());
        out.println(
                "Restored " + words(content) + ". What was there is kept beside it. Start the bot: volumes that have"
                        + " moved since then are looked for in EC2, and brought home.");
        return CommandLineTool.FINE;
    }

    private static String words(Backup.Content content) {
        return content.jobs() + " jobs, " + content.unfinished() + " of them unfinished, " + content.bytes() / 1024
                + " KiB";
    }

    private int emigrate(Surroundings.Stores stores, List<String> words) {
        if (!words.isEmpty() || stores.databaseUrl().isEmpty()) {
            err.println("copy-to-postgresql copies from SOJOURN_DATA_DIR to SOJOURN_DATABASE_URL; set both.");
            return CommandLineTool.NOT_DONE;
        }
        new Emigration(stores.dataFolder(), stores.databaseUrl().get())
                .copy()
                .forEach((table, rows) -> out.println(table + ": " + rows + " rows"));
        out.println("Copied. Start the bots with SOJOURN_DATABASE_URL.");
        return CommandLineTool.FINE;
    }

    private int drain(Surroundings.Stores stores, List<String> words) {
        boolean off = words.equals(List.of("--off"));
        boolean wait = words.equals(List.of("--wait"));
        if (!words.isEmpty() && !off && !wait) {
            err.println("drain takes --wait or --off, or nothing.");
            return CommandLineTool.NOT_DONE;
        }
        Drain drain = Drain.at(stores.dataFolder(), stores.databaseUrl());
        drain.set(!off);
        out.println(
                off
                        ? "New jobs are taken again."
                        : "No new jobs are taken until `drain --off`. " + drain.unfinished() + " have not ended yet.");
        return wait ? await(drain) : CommandLineTool.FINE;
    }

    private int await(Drain drain) {
        Instant said = clock.instant();
        for (long left = drain.unfinished(); left > 0; left = drain.unfinished()) {
            if (Duration.between(said, clock.instant()).toSeconds() >= 60) {
                out.println(left + " have not ended yet.");
                said = clock.instant();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        out.println("Every job has ended, and every volume that a job had is home.");
        return CommandLineTool.FINE;
    }
}
