package dev.sojourn.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every state that these bounds allow, and every move between two of them. */
class SearchTest {

    @Test
    void with_any_two_faults_no_state_breaks_a_law_and_every_road_leads_home() {
        holds(Bounds.ofFaults(2));
    }

    @Test
    void the_same_is_so_where_the_volume_moves_before_the_builders_agent_is_online() {
        holds(Bounds.ofFaults(2).knowingBoots());
    }

    static void holds(Bounds bounds) {
        Search search = Search.of(bounds);
        search.told().forEach(System.out::println);
        System.out.println(search.details());
        System.out.println(search.summary());
        assertThat(search.told()).isEmpty();
        assertThat(search.isComplete()).as(search.details()).isTrue();
    }
}
