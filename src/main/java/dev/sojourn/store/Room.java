package dev.sojourn.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a folder can be written, found out by writing: no count of free blocks knows of quotas, reserves and read-only mounts.
 */
final class Room {

    /** A migration and the first jobs. */
    static final int TO_START = 1 << 20;

    /** A commit with its log. */
    static final int TO_RUN = 1 << 16;

    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final Path probe;

    Room(Path folder) {
        this.folder = folder;
        this.probe = folder.resolve("sojourn.probe");
    }

    /** Why so many bytes cannot be written now, and what to do; empty: they can. */
    synchronized Optional<String> problem(int bytes) {
        try {
            try {
                write(bytes);
            } finally {
                Files.deleteIfExists(probe);
            }
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(words(refused));
        }
    }

    private void write(int bytes) throws IOException {
        try (FileChannel file = FileChannel.open(
                probe, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (int written = 0; written < bytes; ) {
                written += file.write(ByteBuffer.allocate(Math.min(BLOCK, bytes - written)));
            }
        }
    }

    /** What a refusal means for this folder, and what to do. */
    String words(IOException refused) {
        return "The data folder " + folder + " cannot be written: " + reason(refused) + free() + ". " + advice(refused)
                + " Nothing that was written before is lost, and jobs go on where they were.";
    }

    /** The system's own word, without the path that stands beside it already. */
    static String reason(IOException refused) {
        if (refused instanceof AccessDeniedException) {
            return "permission denied";
        }
        String word = refused instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : refused.getMessage();
        return word == null ? refused.getClass().getSimpleName() : word;
    }

    private String free() {
        try {
            long bytes = Files.getFileStore(folder).getUsableSpace();
            return String.format(Locale.ROOT, " (%,d KiB are free)", bytes / 1024);
        } catch (IOException unknown) {
            return "";
        }
    }

    private static String advice(IOException refused) {
        String reason = reason(refused).toLowerCase(Locale.ROOT);
        if (reason.contains("no space") || reason.contains("quota")) {
            return "Make room on that disk.";
        }
        if (reason.contains("read-only")) {
            return "Mount it read-write (see the kernel's log for why it is not).";
        }
        if (reason.contains("permission") || reason.contains("not permitted")) {
            return "Give it to the user " + System.getProperty("user.name") + " (chown).";
        }
        return "Look at the disk and the kernel's log.";
    }
}
