package dev.sojourn.playground;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value in one JSON file, {@code state/NAME.json}: whole or as it was before, never half.
 *
 * @param <T> what Jackson reads and writes
 */
public final class SavedState<T> {
    private static final long COALESCED_MS = 100;

    /** For each thread that writes, Java keeps a buffer outside the heap as large as its largest piece, for ever. */
    private static final int PIECE = 64 * 1024;

    private final Path file;
    private final JavaType type;
    private final ObjectMapper json;
    private final ScheduledExecutorService timer;
    private final Object writing = new Object();
    private @Nullable Supplier<T> due;

    /** The state of this name in the kernel's folder. */
    public SavedState(Kernel kernel, String name, JavaType type) {
        this.file = kernel.folder().resolve("state").resolve(name + ".json");
        this.type = type;
        this.json = kernel.json();
        this.timer = kernel.timer();
    }

    /** As the other constructor, for a class without type arguments. */
    public SavedState(Kernel kernel, String name, Class<T> type) {
        this(kernel, name, kernel.json().constructType(type));
    }

    /** What was saved last, or empty where nothing was yet. */
    public Optional<T> load() throws IOException {
        return Files.exists(file) ? Optional.of(json.readValue(file.toFile(), type)) : Optional.empty();
    }

    /**
     * Has the value written within {@value #COALESCED_MS} ms. The supplier is asked at that moment, on another thread,
     * and must answer with something that nobody changes while it is written.
     */
    public synchronized void save(Supplier<T> snapshot) {
        boolean scheduled = due != null;
        due = snapshot;
        if (!scheduled) {
            timer.schedule(this::flush, COALESCED_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes now what is still to be written; on disk when this returns. */
    public void flush() {
        synchronized (writing) {
            Supplier<T> snapshot;
            synchronized (this) {
                snapshot = due;
                due = null;
            }
            if (snapshot != null) {
                write(snapshot.get());
            }
        }
    }

    private void write(T value) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            byte[] bytes = json.writeValueAsBytes(value);
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    buffer.limit(Math.min(bytes.length, buffer.position() + PIECE));
                    channel.write(buffer);
                    buffer.limit(bytes.length);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot save " + file, failed);
        }
    }
}
