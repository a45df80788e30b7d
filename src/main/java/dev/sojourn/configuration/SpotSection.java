package dev.sojourn.configuration;

import dev.sojourn.plan.SpotBreaker;
import java.util.Set;

/** The section {@code spot}: how many builders may be taken back before they are bought on demand for a while. */
final class SpotSection {

    private SpotSection() {}

    static SpotBreaker read(ConfigurationNode node) {
        node.knows(Set.of("reclaims", "within", "pause"));
        SpotBreaker usual = SpotBreaker.USUAL;
        return new SpotBreaker(
                node.number("reclaims", usual.reclaims(), 0),
                node.duration("within", usual.within()),
                node.duration("pause", usual.pause()));
    }
}
