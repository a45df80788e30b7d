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
        return wrong == WrongDecision.THE_CAP_IS_ONLY_A_WORD
                ? PlantedElsewhere.without(file, values, "CAP_S")
                : Values.text(file, values);
    }

    @Override
    public String toString() {
        return wrong.name();
    }
}
