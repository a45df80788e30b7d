package dev.sojourn.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The moves that begin in one state. Whatever a move throws is what it broke. */
final class Fork {

    final State from;
    private final Bounds bounds;
    private final World.Picture shown;
    private final List<Step> steps = new ArrayList<>();

    Fork(State from, Bounds bounds) {
        this.from = from;
        this.bounds = bounds;
        this.shown = from.world().picture();
    }

    List<Step> steps() {
        return steps;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    boolean allows(Fault fault) {
        return bounds.allow(fault, from.faults());
    }

    /** A move that needs no fault. */
    void move(String words, UnaryOperator<State> how) {
        try {
            steps.add(new Step(words, finished(how.apply(from)), Optional.empty()));
        } catch (Broken broken) {
            steps.add(new Step(words, from, Optional.of(broken)));
        } catch (RuntimeException thrown) {
            Broken broken = new Broken("the core goes through every state", thrown + " at " + where(thrown));
            steps.add(new Step(words, from, Optional.of(broken)));
        }
    }

    /** A move of the world alone. */
    void world(String words, Consumer<World> how) {
        move(words, state -> changed(state, how));
    }

    /** The same because of a fault, if the bounds allow it. */
    void fault(Fault fault, String words, UnaryOperator<State> how) {
        if (allows(fault)) {
            move(fault + ": " + words, state -> how.apply(state.struck()));
        }
    }

    void worldFault(Fault fault, String words, Consumer<World> how) {
        fault(fault, words, state -> changed(state, how));
    }

    static State changed(State state, Consumer<World> how) {
        World next = new World(state.world());
        how.accept(next);
        return state.with(next);
    }

    private static String where(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length == 0 ? "?" : trace[0].toString();
    }

    /** With what a stale look would show from here on, in canonical form. */
    private State finished(State to) {
        Laws.always(to.world());
        World next = to.world();
        if (to.staleLook()) {
            return Canon.of(to);
        }
        World.Picture now = next.picture();
        Optional<World.Picture> before = now.equals(shown) ? next.before : Optional.of(shown);
        boolean maySee =
                bounds.allow(Fault.STALE_READ, to.faults()) && to.job().state().holdsVolume();
        next = new World(next);
        next.before = before.filter(picture -> maySee && !picture.equals(now));
        return Canon.of(to.with(next));
    }
}
