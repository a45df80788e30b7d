package dev.sojourn.job;

/**
 * A process that keeps the volume from being unmounted.
 *
 * @param pid 0: a mount of the machine's own, which no signal ends
 * @param start the process's start time in the kernel's ticks: with the pid it names one process for ever
 * @param how cwd, file, map, mount, swap, loop, root or exe
 * @param box the container or other mount namespace that it lives in; empty: none
 */
public record Holder(int pid, long start, int uid, String user, String command, String how, String box) {

    /** For example {@code vim (pid 812, ann, file)}. */
    public String words() {
        String where = box.isEmpty() ? "" : ", " + box;
        return isProcess() ? command + " (pid " + pid + ", " + user + ", " + how + where + ")" : how + " of " + command;
    }

    public boolean isProcess() {
        return pid > 0;
    }
}
