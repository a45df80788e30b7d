package dev.sojourn.job;

import java.util.List;
import java.util.Map;

/** How far each reader of events has come, per job. A reader that was killed goes on where its cursor stands. */
public interface Cursors {

    /** Jobs that have events beyond the reader's cursor, oldest first. */
    List<Long> behind(String reader, int limit);

    Cursor of(String reader, long job);

    /** Keeps the cursor; durable when it returns. */
    void keep(String reader, long job, Cursor cursor);

    /**
     * A reader's place and what it must remember about the job.
     *
     * @param done sequence number up to which everything is dealt with
     * @param underway the one being dealt with when the reader was last seen; equal to {@code done} when none: after a crash
     *     its effect may or may not be there
     * @param memory small facts of the reader's own, such as the address of a message
     */
    record Cursor(long done, long underway, Map<String, String> memory) {

        public static final Cursor START = new Cursor(0, 0, Map.of());
    }
}
