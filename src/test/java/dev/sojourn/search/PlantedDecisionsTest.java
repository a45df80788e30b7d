package dev.sojourn.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.handoff.WrongDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search can fail: each wrong decision that is put in on purpose is found out, and in how many states is printed. */
class PlantedDecisionsTest {

    private static final List<String> FOUND = new ArrayList<>();

    private static List<Bounds> wider(WrongDecision wrong) {
        Bounds twice = Bounds.ofFaults(2).only(Fault.LATE, Fault.CANCEL);
        return wrong == WrongDecision.FORGETS_THAT_A_DETACH_MAY_COME_LATE
                ? List.of(twice)
                : List.of(Bounds.ofFaults(0), Bounds.ofFaults(1));
    }

    /** But for those that need what this world leaves out: a cap, a clock that goes on between two tries, deletion on termination, spot, quotas. */
    @ParameterizedTest
    @EnumSource(
            value = WrongDecision.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "THE_CAP_IS_ONLY_A_WORD",
                "THE_CAP_IS_SEEN_WHEN_IT_IS_LONG_PASSED",
                "THE_MONEY_OF_A_DAY_IS_NO_LIMIT",
                "A_NEW_TOKEN_FOR_EACH_TRY",
                "IGNORES_THAT_A_VOLUME_WOULD_BE_DELETED",
                "GOES_UP_THE_LADDER_WHATEVER_THE_QUOTA",
                "THE_NEXT_BUILDER_BEFORE_THE_ONE_TAKEN_BACK_ENDS"
            })
    void a_wrong_decision_is_found_out(WrongDecision wrong) {
        Search search = search(wrong);
        assertThat(search.violations()).as("%s: %s", wrong, search.details()).isPositive();
        FOUND.add("%-48s %d faults, %5d states: %s"
                .formatted(
                        wrong,
                        search.faults(),
                        search.states(),
                        search.told().get(0).lines().findFirst().orElse("")));
    }

    private static Search search(WrongDecision wrong) {
        Search search = null;
        for (Bounds bounds : wider(wrong)) {
            search = Search.with(wrong, bounds);
            if (search.violations() > 0) {
                break;
            }
        }
        return search;
    }

    @AfterAll
    static void print() {
        FOUND.forEach(System.out::println);
        System.out.println("found=" + FOUND.size());
    }
}
