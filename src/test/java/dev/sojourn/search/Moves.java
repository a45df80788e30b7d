package dev.sojourn.search;

import dev.sojourn.handoff.WrongDecision;
import java.util.List;
import java.util.Optional;

/** All that may happen next. */
final class Moves {

    private final Bounds bounds;
    private final BotMoves bot;

    Moves(Bounds bounds, Optional<WrongDecision> wrong) {
        this.bounds = bounds;
        this.bot = new BotMoves(wrong, bounds.knowsBoots());
    }

    /** What needs no fault. Time passes only where all wait for it. */
    List<Step> free(State state) {
        Fork fork = new Fork(state, bounds);
        boolean sleeps = bot.free(fork);
        CloudMoves.free(fork);
        PeopleMoves.free(fork);
        if (sleeps && fork.isEmpty() && !state.job().state().isTerminal()) {
            next(state).ifPresent(age -> fork.move("time passes: " + age, from -> Canon.older(from, age)));
        }
        CloudMoves.landings(fork);
        return fork.steps();
    }

    /** One fault more. */
    List<Step> faults(State state) {
        Fork fork = new Fork(state, bounds);
        bot.faults(fork);
        CloudMoves.faults(fork);
        PeopleMoves.faults(fork);
        if (fork.allows(Fault.SLOW) && !state.job().state().isTerminal()) {
            for (Age age : Age.values()) {
                if (mayPass(state, age)) {
                    fork.fault(Fault.SLOW, age.toString(), from -> Canon.older(from, age));
                }
            }
        }
        return fork.steps();
    }

    /** After a day a builder's own fuses would have ended it; they are left out here. */
    private static boolean mayPass(State state, Age age) {
        return age != Age.JUST_NOW && (age != Age.DAY || !state.world().hasLiveBuilder());
    }

    /** The shortest time that makes a difference. */
    private static Optional<Age> next(State state) {
        Fingerprint now = Fingerprint.of(state);
        for (Age age : Age.values()) {
            if (mayPass(state, age)
                    && !Fingerprint.of(Canon.of(Canon.older(state, age))).equals(now)) {
                return Optional.of(age);
            }
        }
        return Optional.empty();
    }
}
