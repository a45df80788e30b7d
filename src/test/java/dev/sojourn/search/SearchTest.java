package dev.sojourn.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every state that the bounds allow, and every move between two of them. */
class SearchTest {

    @Test
    void no_state_breaks_a_law_and_every_road_leads_home() {
        Search search = Search.of(Bounds.asked(Bounds.ofFaults(0)));
        search.told().forEach(System.out::println);
        System.out.println(search.details());
        System.out.println(search.summary());
        assertThat(search.told()).isEmpty();
        assertThat(search.isComplete()).isTrue();
    }
}
