package dev.sojourn.search;

import org.junit.jupiter.api.Test;

/**
 * The same within wider bounds, by {@code -Psearch}: {@code -Dsearch.faults=N}, {@code -Dsearch.attempts=N}, {@code -Dsearch.kinds=A,B},
 * {@code -Dsearch.boots=true}, {@code -Dsearch.states=N}, {@code -Dsearch.seconds=N}.
 */
class WideSearch {

    @Test
    void no_state_breaks_a_law_and_every_road_leads_home() {
        SearchTest.holds(Bounds.asked(Bounds.ofFaults(3)));
    }
}
