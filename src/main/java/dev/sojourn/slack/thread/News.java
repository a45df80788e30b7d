package dev.sojourn.slack.thread;

import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.util.Optional;

/** Something that is told of jobs, each time from where its own bookmark stands. */
public interface News {

    /** Whose bookmarks these are. */
    String reader();

    /**
     * Tells what is new of a job. May be killed at any line and called again.
     *
     * @return how long to wait before it must be called again; empty: not before something happens
     */
    Optional<Duration> tell(long job) throws SlackFault;
}
