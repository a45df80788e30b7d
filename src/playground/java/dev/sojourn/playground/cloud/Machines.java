package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The machines of this playground, and the threads that wait for them: never more than one per key. */
final class Machines {
    private final Path folder;
    private final Machine machine;
    private final VolumeFolders volumes;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "machines");
        thread.setDaemon(true);
        return thread;
    });

    Machines(Path playground, Machine machine) {
        this.folder = playground.resolve("instances");
        this.machine = machine;
        this.volumes = new VolumeFolders(playground);
    }

    /** Something that takes its time and may fail. */
    interface Work {
        void run() throws IOException;
    }

    Machine machine() {
        return machine;
    }

    VolumeFolders volumes() {
        return volumes;
    }

    InstanceFolder folder(String instance) {
        return new InstanceFolder(folder.resolve(instance));
    }

    boolean isBusy(String key) {
        return busy.contains(key);
    }

    /** Does the work on another thread unless some is under way for this key; a failure is said aloud, not lost. */
    void begin(String key, Work work) {
        if (!busy.add(key)) {
            return;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (IOException | RuntimeException failed) {
                System.err.println("playground: " + key + ": " + failed.getMessage());
            } finally {
                busy.remove(key);
            }
        });
    }

    /** Waits for what is under way, but not for ever. */
    void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                System.err.println("playground: left before all machines had answered");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
