package dev.sojourn.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder of the embedded database. One process has it at a time, and it must be one that can be written. */
final class DataFolder implements AutoCloseable {

    static final String DATABASE = "sojourn.db";

    /**
     * The folders that this process has, with its name. The kernel forgets a lock when its process closes the file anywhere,
     * even one that was only read: so a lock file of ours is not opened a second time.
     */
    private static final Map<Path, String> TAKEN_HERE = new ConcurrentHashMap<>();

    private final Path folder;
    private final Room room;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path folder, Room room, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.room = room;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made where there is none.
     *
     * @throws StoreUnusable where another process has it, or it cannot be written
     */
    static DataFolder take(Path path) {
        Path folder = made(path);
        Path lockFile = folder.resolve("sojourn.lock");
        LockHolder us = LockHolder.here(Instant.now());
        String before = TAKEN_HERE.putIfAbsent(folder, us.words());
        if (before != null) {
            throw taken(folder, ": " + before);
        }
        try {
            return lock(folder, lockFile, us);
        } catch (RuntimeException refused) {
            TAKEN_HERE.remove(folder);
            throw refused;
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException refused) {
            throw new StoreUnusable(
                    "The data folder " + folder + " cannot be made: " + Room.reason(refused)
                            + ". Make it, or set SOJOURN_DATA_DIR to another one.",
                    refused);
        }
    }

    private static DataFolder lock(Path folder, Path lockFile, LockHolder us) {
        Room room = new Room(folder);
        try {
            FileChannel file = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = file.tryLock();
                if (lock == null) {
                    throw taken(folder, holderIn(lockFile));
                }
                us.write(file);
                room.problem(Room.TO_START).ifPresent(problem -> {
                    throw new StoreUnusable(problem);
                });
                mustBeWritable(folder);
                return new DataFolder(folder, room, file, lock);
            } catch (IOException | RuntimeException refused) {
                file.close();
                throw refused;
            }
        } catch (IOException refused) {
            throw new StoreUnusable(room.words(refused), refused);
        }
    }

    private static StoreUnusable taken(Path folder, String holder) {
        return new StoreUnusable("Another Sojourn is running on the data folder " + folder + holder
                + ". Stop it, or set SOJOURN_DATA_DIR to a folder of its own.");
    }

    private static String holderIn(Path lockFile) {
        try {
            return LockHolder.read(lockFile).map(words -> ": " + words).orElse("");
        } catch (IOException unreadable) {
            return " (which one, cannot be read: " + Room.reason(unreadable) + ")";
        }
    }

    /** SQLite would open a file that it may only read, and fail at the first job. */
    private static void mustBeWritable(Path folder) {
        Stream.of("sojourn.db", "sojourn.db-wal", "sojourn.db-shm")
                .map(folder::resolve)
                .filter(file -> Files.exists(file) && !Files.isWritable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new StoreUnusable("The file " + file + " cannot be written by the user "
                            + System.getProperty("user.name") + ". Give it to that user (chown), and start again;"
                            + " nothing was changed.");
                });
    }

    Path database() {
        return folder.resolve(DATABASE);
    }

    /** Why nothing can be written here now, and what to do; empty: it can. */
    Optional<String> problem() {
        return room.problem(Room.TO_RUN);
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException broken) {
            throw new StoreUnusable("The lock on the data folder " + folder + " cannot be released", broken);
        } finally {
            TAKEN_HERE.remove(folder);
        }
    }
}
