package dev.sojourn.faults.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes every commit's tables to {@code commits}, a line each. A file {@code hold} with the words {@code before|after},
 * tables, a number and a name of its own makes the commit wait which is that one since the file appeared; then {@code held}
 * appears. It waits for ever: what comes is {@code kill -9}.
 */
final class CommitGate {

    private final Path commits;
    private final Path hold;
    private final Path held;
    private final AtomicBoolean isHolding = new AtomicBoolean();
    private String order = "";
    private int passed;

    CommitGate(Path folder) {
        this.commits = folder.resolve("commits");
        this.hold = folder.resolve("hold");
        this.held = folder.resolve("held");
    }

    Object pass(String tables, WatchedConnection.Work work) throws Throwable {
        String when = strikes(tables);
        holdWhere(when.equals("before"));
        Object done = work.run();
        Files.writeString(
                commits, tables + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        holdWhere(when.equals("after"));
        return done;
    }

    /** {@code before}, {@code after}, or nothing where this commit is not the one. */
    private synchronized String strikes(String tables) throws IOException {
        String wanted = Files.exists(hold) ? Files.readString(hold).strip() : "";
        if (!wanted.equals(order)) {
            order = wanted;
            passed = 0;
        }
        String[] words = wanted.split(" ");
        if (words.length != 4 || !words[1].equals(tables)) {
            return "";
        }
        passed++;
        return passed == Integer.parseInt(words[2]) ? words[0] : "";
    }

    private void holdWhere(boolean strikes) throws IOException, InterruptedException {
        if (strikes && isHolding.compareAndSet(false, true)) {
            Files.createFile(held);
            new CountDownLatch(1).await();
        }
    }
}
