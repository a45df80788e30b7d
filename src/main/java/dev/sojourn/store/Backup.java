package dev.sojourn.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/**
 * A copy of the embedded database: whole, at one moment, also while a bot writes.
 *
 * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
 */
public final class Backup {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String BUSY = "?busy_timeout=10000";

    private final Path folder;

    public Backup(Path folder) {
        this.folder = folder;
    }

    /**
     * What a copy holds.
     *
     * @param unfinished jobs that had not ended at that moment
     */
    public record Content(long bytes, long jobs, long unfinished) {}

    /**
     * Writes a copy and reads it through.
     *
     * @throws StoreUnusable where there is no database, or no copy can be written; nothing is left behind then
     */
    public Content write(Path target) {
        Path source = folder.resolve(DataFolder.DATABASE);
        if (!Files.exists(source)) {
            throw new StoreUnusable("There is no database in " + folder + ". Name its folder in SOJOURN_DATA_DIR.");
        }
        if (Files.exists(target)) {
            throw new StoreUnusable(target + " is there already and was left as it is. Name another file.");
        }
        Path parts = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.deleteIfExists(parts);
            try (Connection connection = at(source).getConnection();
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, parts.toString());
                copy.execute();
            }
            Content content = check(parts);
            sync(parts);
            Files.move(parts, target, StandardCopyOption.ATOMIC_MOVE);
            return content;
        } catch (IOException refused) {
            throw new StoreUnusable("The copy " + target + " cannot be written: " + Room.reason(refused), refused);
        } catch (SQLException refused) {
            throw new DatabaseFile(source).unusable(refused);
        } finally {
            leaveNothing(parts);
        }
    }

    /**
     * Puts a copy in the place of the database, which is kept beside it under another name.
     *
     * @return what is in it
     * @throws StoreUnusable where a bot runs on the folder, or the copy is damaged or none: nothing is changed then
     */
    public Content restore(Path copy, Instant now) {
        if (!Files.exists(copy)) {
            throw new StoreUnusable("There is no file " + copy + ".");
        }
        Content content = check(copy);
        try (DataFolder taken = DataFolder.take(folder)) {
            Path target = taken.database();
            Path fresh = target.resolveSibling("sojourn.db.restoring");
            Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
            sync(fresh);
            String suffix = ".before-restore-" + STAMP.format(now);
            for (String name : List.of(DataFolder.DATABASE, "sojourn.db-wal", "sojourn.db-shm")) {
                Path old = folder.resolve(name);
                if (Files.exists(old)) {
                    Files.move(old, folder.resolve(name + suffix));
                }
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            // Whoever calls this as root must not keep the bot out of its own folder.
            for (Path file : List.of(target, folder.resolve("sojourn.lock"))) {
                Files.setOwner(file, Files.getOwner(folder));
            }
            return content;
        } catch (IOException refused) {
            throw new StoreUnusable(
                    "The copy cannot be put into " + folder + ": " + Room.reason(refused)
                            + ". Look into that folder before the bot starts again.",
                    refused);
        }
    }

    private static Content check(Path file) {
        new DatabaseFile(file).checkUntouched();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:file:" + file + "?immutable=1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*), COUNT(*) - COUNT(ended_at) FROM job")) {
            row.next();
            return new Content(Files.size(file), row.getLong(1), row.getLong(2));
        } catch (SQLException none) {
            throw new StoreUnusable(file + " is no database of Sojourn: " + none.getMessage(), none);
        } catch (IOException unreadable) {
            throw new StoreUnusable(file + " cannot be read: " + Room.reason(unreadable), unreadable);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void leaveNothing(Path parts) {
        try {
            Files.deleteIfExists(parts);
        } catch (IOException stays) {
            throw new StoreUnusable(parts + " cannot be deleted: " + Room.reason(stays), stays);
        }
    }

    static SQLiteDataSource at(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file + BUSY);
        return source;
    }
}
