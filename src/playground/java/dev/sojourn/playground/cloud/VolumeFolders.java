package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/** Where the bytes of the volumes are. */
final class VolumeFolders {
    /** What an ext4 would not have written back yet. */
    private static final Duration UNWRITTEN = Duration.ofSeconds(5);

    private final Path folder;
    private final Path trash;

    VolumeFolders(Path playground) {
        this.folder = playground.resolve("volumes");
        this.trash = playground.resolve("trash");
    }

    Path data(String volume) {
        return folder.resolve(volume).resolve("data");
    }

    /** An empty filesystem. */
    void create(String volume) throws IOException {
        Files.createDirectories(data(volume));
        Files.createDirectories(folder.resolve(volume).resolve("work"));
    }

    boolean exists(String volume) {
        return Files.isDirectory(data(volume));
    }

    /** Out of everybody's reach, but not yet gone for the person who wonders what happened. */
    void delete(String volume, Instant now) throws IOException {
        Files.createDirectories(trash);
        Files.move(
                folder.resolve(volume),
                trash.resolve(volume + "-" + now.toEpochMilli()),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empties the files that were being written: what a disk pulled out under a running guest looks like. */
    void loseUnwritten(String volume, Instant now) throws IOException {
        Instant since = now.minus(UNWRITTEN);
        Files.walkFileTree(data(volume), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isAfter(since)) {
                    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
