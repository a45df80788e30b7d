package dev.sojourn;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** Puts the job's number on every line that is logged while something is done for it. */
final class JobContext {

    private static final String KEY = "job";

    private JobContext() {}

    static <T> T in(long job, Supplier<T> work) {
        MDC.put(KEY, "#" + job);
        try {
            return work.get();
        } finally {
            MDC.remove(KEY);
        }
    }
}
