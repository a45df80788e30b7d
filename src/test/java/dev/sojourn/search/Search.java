package dev.sojourn.search;

import dev.sojourn.handoff.WrongDecision;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A search within bounds, and what it says. */
final class Search {

    private final Explorer explorer;
    private final Bounds bounds;
    private int astray;
    private int endless;

    private Search(Bounds bounds, Optional<WrongDecision> wrong, boolean untilBroken) {
        this.bounds = bounds;
        this.explorer = new Explorer(bounds, new Moves(bounds, wrong), untilBroken);
    }

    static Search of(Bounds bounds) {
        return new Search(bounds, Optional.empty(), false).done();
    }

    /** With a defect in it, until that is found out. */
    static Search with(WrongDecision wrong, Bounds bounds) {
        return new Search(bounds, Optional.of(wrong), true).done();
    }

    private Search done() {
        explorer.run(Beginning.state());
        boolean complete = explorer.capHit.isEmpty() && explorer.broken == 0;
        if (complete) {
            roads();
        }
        return this;
    }

    private void roads() {
        BitSet ends = new BitSet();
        ends.or(explorer.over);
        ends.or(explorer.edge);
        Roads roads = new Roads(explorer.states(), explorer.froms, explorer.tos, ends);
        BitSet lost = roads.astray();
        astray = lost.cardinality();
        if (astray > 0) {
            explorer.told.add("every state leads home: " + astray + " do not, the first is\n  "
                    + String.join("\n  ", explorer.path(lost.nextSetBit(0))));
        }
        BitSet round = roads.endless();
        endless = round.cardinality();
        if (endless > 0) {
            List<Integer> circle = roads.circle(round);
            StringBuilder words = new StringBuilder("nothing goes in circles: from " + endless + " states, such as\n  "
                    + String.join("\n  ", explorer.path(circle.get(0))));
            circle.forEach(state -> words.append("\n  round: ")
                    .append(explorer.path(state).get(explorer.path(state).size() - 1)));
            explorer.told.add(words.toString());
        }
    }

    long violations() {
        return (long) explorer.broken + astray + endless;
    }

    boolean isComplete() {
        return explorer.capHit.isEmpty();
    }

    List<String> told() {
        return explorer.told;
    }

    int faults() {
        return bounds.faults();
    }

    int states() {
        return explorer.states();
    }

    /** How far it went. */
    String details() {
        int deepest = 0;
        for (int at = 0; at < explorer.depths.size(); at++) {
            deepest = Math.max(deepest, explorer.depths.get(at));
        }
        return "faults=%d attempts=%d boots=%s depth=%d seconds=%.1f over=%d beyond-the-attempts=%d cap-hit=%s"
                .formatted(
                        bounds.faults(),
                        bounds.attempts(),
                        bounds.knowsBoots() ? "known" : "unknown",
                        deepest,
                        explorer.seconds(),
                        explorer.over.cardinality(),
                        explorer.edge.cardinality(),
                        explorer.capHit.orElse("none"));
    }

    String summary() {
        return "states=%d transitions=%d violations=%d".formatted(states(), explorer.transitions, violations());
    }
}
