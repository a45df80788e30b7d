package dev.sojourn.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody is in the mounted tree, and the job waits for them.
 *
 * @param since first seen
 * @param holders as last told, at most eight
 * @param count of all
 * @param asked numbers of the host users who have been asked to leave, or named
 * @param waitUntil somebody wants to be left alone until then
 * @param triedStopping whether processes were asked to end before: what goes on all the same is not asked twice unasked
 * @param stop processes that are to be ended, because their owner said so or the configuration lets them be
 */
public record Hold(
        Instant since,
        List<Holder> holders,
        int count,
        List<Integer> asked,
        Optional<Instant> waitUntil,
        boolean triedStopping,
        Optional<StopOrder> stop) {

    /**
     * Processes to be asked to end, by SIGTERM.
     *
     * @param by Slack user; empty: by the configuration's word, unasked
     */
    public record StopOrder(Optional<String> by, List<Holder> targets) {}

    public static Hold seen(Instant now, List<Holder> holders, int count) {
        return new Hold(now, holders, count, List.of(), Optional.empty(), false, Optional.empty());
    }

    public Hold holding(List<Holder> now, int countNow) {
        return new Hold(since, now, countNow, asked, waitUntil, triedStopping, stop);
    }

    /** Everybody who is there now has been asked. */
    public Hold allAsked() {
        List<Integer> users = holders.stream().map(Holder::uid).distinct().toList();
        return new Hold(since, holders, count, users, Optional.empty(), triedStopping, stop);
    }

    public Hold waiting(Instant until) {
        return new Hold(since, holders, count, asked, Optional.of(until), triedStopping, stop);
    }

    public Hold stopping(StopOrder order) {
        return new Hold(since, holders, count, asked, waitUntil, triedStopping, Optional.of(order));
    }

    public Hold stopped() {
        return new Hold(since, holders, count, asked, waitUntil, true, Optional.empty());
    }

    /** Whether somebody is there who has not been asked yet. */
    public boolean hasUnasked() {
        return holders.stream().anyMatch(holder -> !asked.contains(holder.uid()));
    }

    public List<Holder> of(int uid) {
        return holders.stream().filter(holder -> holder.uid() == uid).toList();
    }
}
