package dev.sojourn.command;

import dev.sojourn.job.Quiet;
import dev.sojourn.job.QuietHours;
import java.time.InstantSource;
import java.util.Optional;

/** When somebody does not want to be called. Each says it of themselves alone. */
final class QuietDesk {

    private final Quiet quiet;
    private final InstantSource clock;

    QuietDesk(Quiet quiet, InstantSource clock) {
        this.quiet = quiet;
        this.clock = clock;
    }

    Reply hours(Caller caller, Command.Quiet wish) {
        wish.hours().ifPresent(hours -> quiet.keep(caller.user(), hours));
        if (wish.off()) {
            quiet.forget(caller.user());
        }
        Optional<QuietHours> now = quiet.of(caller.user());
        return new Reply.QuietKept(
                now, now.filter(hours -> hours.covers(clock.instant())).isPresent());
    }
}
