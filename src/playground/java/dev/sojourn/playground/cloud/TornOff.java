package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a forced detach does to a guest that has the disk mounted: its users die, and so do their last writes. */
final class TornOff {
    private static final String END_USERS = """
        for process in /proc/[0-9]*; do
            pid=${process#/proc/}
            [ "$pid" -gt 1 ] && [ "$pid" != "$$" ] || continue
            if ls -l "$process/cwd" "$process/root" "$process/exe" "$process/fd" 2>/dev/null | grep -qF " $1"; then
                kill -KILL "$pid"
            fi
        done
        umount "$1" || { sleep 1; umount "$1"; }
        """;

    private TornOff() {}

    static void from(Machines machines, InstanceFolder guest, String volume, Instant now) throws IOException {
        for (String line : machines.machine().mounts(guest.path())) {
            if (line.startsWith(volume + " ")) {
                machines.machine()
                        .exec(
                                guest.path(),
                                null,
                                List.of("bash", "-c", END_USERS, "torn-off", line.substring(volume.length() + 1)),
                                Duration.ofSeconds(20));
            }
        }
        machines.volumes().loseUnwritten(volume, now);
    }
}
