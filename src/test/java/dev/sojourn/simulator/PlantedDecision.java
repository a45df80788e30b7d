package dev.sojourn.simulator;

import dev.sojourn.handoff.WrongDecision;
import java.util.Map;
import java.util.Optional;

/** A wrong decision, with everything else as it is. */
record PlantedDecision(WrongDecision wrong) implements Planted {

    @Override
    public Optional<WrongDecision> decision() {
        return Optional.of(wrong);
    }

    /** Where the bot does not keep the cap, the builder's own fuse must not do it for it. */
    @Override
    public String scripts(String file, Map<String, String> values) {
        boolean capless = wrong == WrongDecision.THE_CAP_IS_ONLY_A_WORD
                || wrong == WrongDecision.THE_CAP_IS_SEEN_WHEN_IT_IS_LONG_PASSED;
        return capless ? PlantedElsewhere.without(file, values, "CAP_S") : Values.text(file, values);
    }

    @Override
    public String toString() {
        return wrong.name();
    }
}
