package dev.sojourn.job;

/**
 * A process that keeps the volume from being unmounted.
 *
 * @param how cwd, file, map, mount, root or exe
 */
public record Holder(int pid, int uid, String user, String command, String how) {

    /** For example {@code vim (pid 812, ann, file)}. */
    public String words() {
        return command + " (pid " + pid + ", " + user + ", " + how + ")";
    }
}
