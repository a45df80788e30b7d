package dev.sojourn.store;

import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder of an embedded database, looked at by another process than the bot. It leaves no file behind: one that belongs to
 * whoever called the doctor would keep the bot out.
 */
public final class FolderCheck implements Check {

    private final Path folder;

    public FolderCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("database");
        if (!Files.isDirectory(folder)) {
            unmade(lines);
            return lines.all();
        }
        Optional<String> problem = new Room(folder).problem(Room.TO_START);
        if (problem.isPresent()) {
            lines.wrong("data folder", problem.get(), "df -h " + folder + "; ls -ld " + folder);
        } else {
            lines.fine("data folder", folder + ", a write went through" + free());
        }
        inside(lines);
        return lines.all();
    }

    private void unmade(Lines lines) {
        Path there = folder;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (Files.isDirectory(there) && Files.isWritable(there)) {
            lines.fine("data folder", folder + " is made at the first start");
        } else {
            lines.wrong(
                    "data folder",
                    folder + " is not there and cannot be made by " + System.getProperty("user.name"),
                    "sudo install -d -m 700 -o USER " + folder + ", or set SOJOURN_DATA_DIR to another place");
        }
    }

    private String free() {
        try {
            return ", " + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MiB free";
        } catch (IOException unknown) {
            return "";
        }
    }

    private void inside(Lines lines) {
        Path file = folder.resolve("sojourn.db");
        if (!Files.exists(file)) {
            lines.fine("database", "none yet; it is made at the first start");
            return;
        }
        try {
            Optional<String> holder = holder();
            if (holder.isPresent()) {
                lines.fine("database", "in use by the bot" + holder.get());
                return;
            }
            long log = sizeOf(folder.resolve("sojourn.db-wal"));
            if (log > 0) {
                lines.unchecked("database", "it was not closed in order, and is looked through at the next start");
                return;
            }
            new DatabaseFile(file).checkUntouched();
            lines.fine("database", "undamaged");
        } catch (StoreUnusable damaged) {
            lines.wrong("database", String.valueOf(damaged.getMessage()), "sojourn restore FILE, from a backup");
        } catch (IOException unreadable) {
            lines.unchecked("database", "it cannot be opened by this user: " + Room.reason(unreadable));
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private Optional<String> holder() throws IOException {
        Path lockFile = folder.resolve("sojourn.lock");
        if (!Files.exists(lockFile)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                lock.release();
                return Optional.empty();
            }
        }
        return Optional.of(LockHolder.read(lockFile).map(words -> ": " + words).orElse(""));
    }
}
