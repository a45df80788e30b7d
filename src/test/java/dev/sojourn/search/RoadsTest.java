package dev.sojourn.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** What the search says of all states together, on maps that are small enough to see it. */
class RoadsTest {

    private final Ints froms = new Ints();
    private final Ints tos = new Ints();
    private final BitSet home = new BitSet();

    private Roads roads(int states, int... pairs) {
        for (int at = 0; at < pairs.length; at += 2) {
            froms.add(pairs[at]);
            tos.add(pairs[at + 1]);
        }
        home.set(states - 1);
        return new Roads(states, froms, tos, home);
    }

    @Test
    void where_all_roads_lead_home_none_is_astray_and_none_is_endless() {
        Roads roads = roads(4, 0, 1, 0, 2, 1, 3, 2, 3);
        assertThat(roads.astray().isEmpty()).isTrue();
        assertThat(roads.endless().isEmpty()).isTrue();
    }

    @Test
    void a_state_in_which_nothing_happens_any_more_is_astray_and_so_is_what_only_leads_there() {
        Roads roads = roads(4, 0, 1, 1, 2, 0, 3);
        assertThat(roads.astray().stream()).containsExactly(1, 2);
        assertThat(roads.endless().isEmpty()).isTrue();
    }

    @Test
    void a_circle_is_found_although_there_is_a_way_out_of_it() {
        Roads roads = roads(5, 0, 1, 1, 2, 2, 1, 2, 3, 3, 4);
        assertThat(roads.astray().isEmpty()).isTrue();
        assertThat(roads.endless().stream()).containsExactly(0, 1, 2);
        assertThat(roads.circle(roads.endless())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void a_state_that_leads_to_itself_is_a_circle() {
        Roads roads = roads(2, 0, 0, 0, 1);
        assertThat(roads.circle(roads.endless())).containsExactly(0);
    }
}
