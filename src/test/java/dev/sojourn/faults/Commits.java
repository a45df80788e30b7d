package dev.sojourn.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder by which the test and the agent in the bot talk. */
final class Commits {

    private final Path folder;
    private int orders;

    Commits(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /** What each commit wrote, oldest first. */
    List<String> made() {
        return call(() -> Files.exists(file("commits")) ? Files.readAllLines(file("commits")) : List.<String>of());
    }

    void holdBefore(Place.Commit commit) {
        hold("before", commit);
    }

    void holdAfter(Place.Commit commit) {
        hold("after", commit);
    }

    boolean isHeld() {
        return Files.exists(file("held"));
    }

    /** Nothing is held any more; a bot that was held has to be killed by now. */
    void clear() {
        call(() -> Files.deleteIfExists(file("hold")) | Files.deleteIfExists(file("held")));
    }

    /** Takes the folder away. */
    void remove() {
        clear();
        call(() -> Files.deleteIfExists(file("commits")) | Files.deleteIfExists(folder));
    }

    /** Whole or not at all: the agent may look at any moment. */
    private void hold(String when, Place.Commit commit) {
        orders++;
        String order = when + " " + commit.tables() + " " + commit.occurrence() + " order-" + orders;
        call(() -> Files.move(Files.writeString(file("hold.new"), order), file("hold")));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static <T> T call(Work<T> work) {
        try {
            return work.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
