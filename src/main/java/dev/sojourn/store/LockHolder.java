package dev.sojourn.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Who holds a data folder, as its lock file names them. The lock itself is the kernel's: a name that stays behind holds nothing. */
record LockHolder(long process, String machine, Instant since) {

    private static final Path MACHINE = Path.of("/proc/sys/kernel/hostname");

    /** This process. */
    static LockHolder here(Instant now) {
        return new LockHolder(ProcessHandle.current().pid(), nameOfMachine(), now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String nameOfMachine() {
        try {
            return Files.readString(MACHINE).strip();
        } catch (IOException unknown) {
            return "this machine";
        }
    }

    void write(FileChannel file) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap((words() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    String words() {
        return "process " + process + " on " + machine + ", since " + since;
    }

    /** What the file says of its holder; empty where an older Sojourn holds it, which wrote nothing. */
    static Optional<String> read(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().filter(line -> !line.isBlank());
    }
}
