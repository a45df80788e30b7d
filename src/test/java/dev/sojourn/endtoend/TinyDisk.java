package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A filesystem of a few MiB, which a test fills up and makes read-only. Wants root. */
final class TinyDisk implements AutoCloseable {

    private final Path folder;
    private final Path ballast;

    private TinyDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Mounts it over a folder; whatever is in that is hidden until it is closed. */
    static TinyDisk over(Path folder, int mebibytes) throws IOException {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "skipped: wants root, as it mounts a filesystem of " + mebibytes + " MiB");
        run("mount", "-t", "tmpfs", "-o", "mode=0755,size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new TinyDisk(folder);
    }

    /** Writes until nothing more can be written. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    void makeRoom() throws IOException {
        Files.delete(ballast);
    }

    void makeReadOnly() throws IOException {
        run("mount", "-o", "remount,ro", folder.toString());
    }

    void makeWritable() throws IOException {
        run("mount", "-o", "remount,rw", folder.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }

    private static void run(String... command) throws IOException {
        try {
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(exit).as(String.join(" ", command)).isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
