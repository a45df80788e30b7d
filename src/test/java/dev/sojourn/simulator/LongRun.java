package dev.sojourn.simulator;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A run of hours. After each batch it is written down how far it has come, so that one that was killed goes on there, with all
 * that it had counted; unless what is run is not the same program any more.
 */
final class LongRun {

    static final int BATCH = 20_000;
    private static final int MOST_VIOLATIONS = 20;

    private final Path file;
    private final String program;
    private final int batch;
    private final Consumer<String> out;

    /**
     * @param file where it is written down
     * @param program a digest of what is run
     * @param out takes a line after each batch
     */
    LongRun(Path file, String program, int batch, Consumer<String> out) {
        this.file = file;
        this.program = program;
        this.batch = batch;
        this.out = out;
    }

    /** All histories from the first seed on, less those of earlier runs; ends early after many violations. */
    Simulator run(long firstSeed, long count) {
        Simulator all = restored(firstSeed);
        if (all.histories > 0) {
            out.accept("going on after " + progress(all, count));
        }
        while (all.histories < count && all.violations.size() < MOST_VIOLATIONS) {
            long begun = all.histories;
            all.runEverywhere(firstSeed + begun, Math.min(batch, count - begun), MOST_VIOLATIONS);
            keep(all, firstSeed);
            out.accept(progress(all, count));
        }
        return all;
    }

    private static String progress(Simulator all, long count) {
        return "%,d of %,d: %s".formatted(all.histories, count, all.summary());
    }

    private Simulator restored(long firstSeed) {
        Simulator all = new Simulator();
        if (!Files.exists(file)) {
            return all;
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (!program.equals(kept.getProperty("program")) || number(kept, "first") != firstSeed) {
            return all;
        }
        all.histories = number(kept, "histories");
        all.events = number(kept, "events");
        all.faults = number(kept, "faults");
        all.withFault = number(kept, "withFault");
        all.nanos = number(kept, "nanos");
        all.coverage.restore(kept);
        Arrays.stream(kept.getProperty("violations").split(","))
                .filter(seed -> !seed.isEmpty())
                .map(Long::parseLong)
                .map(seed -> History.run(seed, Planted.NOTHING, false, new Coverage()))
                .forEach(all.violations::add);
        return all;
    }

    private static long number(Properties kept, String name) {
        return Long.parseLong(kept.getProperty(name, "0"));
    }

    /** Whole or not at all: it may be killed here, too. */
    private void keep(Simulator all, long firstSeed) {
        Properties kept = new Properties();
        kept.setProperty("program", program);
        kept.setProperty("first", Long.toString(firstSeed));
        kept.setProperty("histories", Long.toString(all.histories));
        kept.setProperty("events", Long.toString(all.events));
        kept.setProperty("faults", Long.toString(all.faults));
        kept.setProperty("withFault", Long.toString(all.withFault));
        kept.setProperty("nanos", Long.toString(all.nanos));
        kept.setProperty(
                "violations",
                String.join(
                        ",",
                        all.violations.stream()
                                .map(one -> Long.toString(one.seed()))
                                .toList()));
        all.coverage.keep(kept);
        try {
            Files.createDirectories(file.getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            try (Writer writer = Files.newBufferedWriter(beside)) {
                kept.store(writer, "How far the run has come; remove it to begin anew.");
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
