package dev.sojourn.slack.thread;

/** Which ends of jobs are shown in their channel, and not in the thread alone, whether or not somebody asked for it. */
public enum Ends {
    NONE,
    FAILED,
    ALL
}
