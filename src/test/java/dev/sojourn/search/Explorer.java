package dev.sojourn.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Goes through all states, those without a fault first, then those with one, and so on: a state that was found is not gone
 * through again with more faults behind it, because no more can follow from it then. Of a state that was gone through only 128
 * bits, the move that led to it, and its moves without a fault are kept.
 */
final class Explorer {

    /** A state with its number. */
    private record Seen(int number, State state) {}

    private static final int MOST_TOLD = 5;

    private final Bounds bounds;
    private final Moves moves;
    private final boolean untilBroken;
    private final Visited visited = new Visited();
    private final Deque<Seen> waiting = new ArrayDeque<>();

    /** Of each state the one before it, and which of its moves led here: twice its place, and one more for a fault. */
    final Ints parents = new Ints();

    final Ints places = new Ints();
    final Ints depths = new Ints();
    /** Moves without a fault. */
    final Ints froms = new Ints();

    final Ints tos = new Ints();
    final BitSet over = new BitSet();
    /** Where the search went no further, for want of attempts. */
    final BitSet edge = new BitSet();

    final List<String> told = new ArrayList<>();
    long transitions;
    int broken;
    Optional<String> capHit = Optional.empty();
    private final long began = System.nanoTime();

    /**
     * @param untilBroken whether to stop at the first thing that is broken
     */
    Explorer(Bounds bounds, Moves moves, boolean untilBroken) {
        this.bounds = bounds;
        this.moves = moves;
        this.untilBroken = untilBroken;
    }

    int states() {
        return visited.size();
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    void run(State beginning) {
        List<Seen> layer = new ArrayList<>();
        find(Canon.of(beginning), -1, 0);
        drain(layer, 0);
        for (int faults = 1; faults <= bounds.faults() && goesOn(); faults++) {
            List<Seen> next = new ArrayList<>();
            for (Seen seen : layer) {
                List<Step> steps = moves.faults(seen.state());
                for (int at = 0; at < steps.size() && goesOn(); at++) {
                    if (arrive(seen, steps.get(at), at * 2 + 1) >= 0) {
                        drain(next, faults);
                    }
                }
            }
            layer = next;
        }
    }

    private boolean goesOn() {
        if (capHit.isEmpty() && states() >= bounds.states()) {
            capHit = Optional.of("states");
        }
        if (capHit.isEmpty() && seconds() > bounds.seconds()) {
            capHit = Optional.of("time");
        }
        return capHit.isEmpty() && !(untilBroken && broken > 0);
    }

    /** Goes through all that is waiting and all that follows from it without another fault. */
    private void drain(List<Seen> layer, int faults) {
        while (!waiting.isEmpty() && goesOn()) {
            Seen seen = waiting.poll();
            if (faults < bounds.faults()) {
                layer.add(seen);
            }
            List<Step> steps = moves.free(seen.state());
            for (int at = 0; at < steps.size(); at++) {
                int to = arrive(seen, steps.get(at), at * 2);
                if (to >= 0) {
                    froms.add(seen.number());
                    tos.add(to);
                }
            }
        }
    }

    /** The number of the state that a step leads to; -1: it leads to none. */
    private int arrive(Seen from, Step step, int place) {
        transitions++;
        if (step.broken().isPresent()) {
            broken++;
            if (told.size() < MOST_TOLD) {
                String path = String.join("\n  ", path(from.number()));
                told.add(step.broken().get().getMessage() + "\n  " + path + "\n  " + step.words());
            }
            return -1;
        }
        if (step.to().job().attempts().size() > bounds.attempts()) {
            edge.set(from.number());
            return -1;
        }
        return find(step.to(), from.number(), place);
    }

    private int find(State state, int from, int place) {
        int number = visited.add(Fingerprint.of(state));
        if (number >= 0) {
            return number;
        }
        number = -1 - number;
        parents.add(from);
        places.add(place);
        depths.add(from < 0 ? 0 : depths.get(from) + 1);
        if (state.isOver()) {
            over.set(number);
        }
        waiting.add(new Seen(number, state));
        return number;
    }

    /** How a state was found: the words of all moves to it. */
    List<String> path(int number) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = number; parents.get(at) >= 0; at = parents.get(at)) {
            way.push(places.get(at));
        }
        List<String> words = new ArrayList<>();
        State state = Canon.of(Beginning.state());
        for (int place : way) {
            List<Step> steps = place % 2 == 0 ? moves.free(state) : moves.faults(state);
            Step step = steps.get(place / 2);
            words.add(step.words());
            state = step.to();
        }
        words.add("= " + state.job().state() + " " + state.job().step() + ", volume "
                + state.world().spot.map(Spot::toString).orElse("free") + ", "
                + state.job().passage());
        return words;
    }
}
