package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Choices.Priced;
import dev.sojourn.command.Choices.Prices;
import dev.sojourn.handoff.Offers;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Policy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoicesDeskTest {

    @TempDir
    Path folder;

    private DeskRoom room;
    private ChoicesDesk menu;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.4xlarge");
        menu = new ChoicesDesk(
                new Installation(
                        List.of(DeskRoom.ANNS, DeskRoom.BENS),
                        List.of(Plans.profile(ApprovalRule.DEFAULT, "c7i.16xlarge", "c7i.4xlarge"))),
                new Policy(Set.of("C1"), Set.of("U0ANN"), Set.of(), false, 2),
                Plans.shipped(Map.of()),
                new Offers(room.cloud.ports(), Plans.shipped(Map.of())),
                room.store);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Picked spot() {
        return new Picked(Optional.empty(), Optional.empty(), Optional.of(Market.SPOT));
    }

    @Test
    void at_once_it_offers_the_askers_own_volume_and_the_tables_prices_whatever_ec2_does() {
        room.cloud.away = true;
        Choices choices = menu.atOnce("U0BEN", Picked.NOTHING);

        assertThat(choices.volume()).isEqualTo(DeskRoom.BENS);
        assertThat(choices.volumes()).extracting(WorkingVolume::name).containsExactly("ben", "ann");
        assertThat(choices.types())
                .extracting(one -> one.rung().hourly())
                .containsExactly(Optional.of(Usd.of("2.856")), Optional.of(Usd.of("0.714")));
        assertThat(choices.prices()).isEqualTo(new Prices.Asking());
    }

    @Test
    void priced_it_tells_an_estimate_of_every_type_and_which_of_them_need_a_second_person() {
        Choices choices = menu.priced(menu.atOnce("U0ANN", Picked.NOTHING));

        assertThat(choices.prices()).isEqualTo(new Prices.Told(0));
        assertThat(choices.types()).extracting(Priced::needsApproval).containsExactly(true, false);
        assertThat(choices.types())
                .allSatisfy(
                        one -> assertThat(one.estimate().orElseThrow().priced()).isTrue());
    }

    @Test
    void a_spot_price_is_told_by_ec2_alone() {
        assertThat(menu.atOnce("U0ANN", spot()).types())
                .allSatisfy(one -> assertThat(one.rung().hourly()).isEmpty());
        room.cloud.spot.put("c7i.16xlarge", new BigDecimal("0.54"));
        Choices choices = menu.priced(menu.atOnce("U0ANN", spot()));

        assertThat(choices.types().get(0).rung().hourly()).contains(Usd.of("0.54"));
        assertThat(choices.types().get(1).needsApproval())
                .as("nobody knows its price")
                .isTrue();
    }

    @Test
    void what_the_zone_does_not_offer_is_not_offered() {
        room.cloud.notOffered.add("c7i.16xlarge");
        assertThat(menu.priced(menu.atOnce("U0ANN", Picked.NOTHING)).types())
                .extracting(one -> one.rung().type().name())
                .containsExactly("c7i.4xlarge");
    }

    @Test
    void where_ec2_is_away_the_choices_stay_and_say_so() {
        Choices before = menu.atOnce("U0ANN", Picked.NOTHING);
        room.cloud.away = true;
        Choices after = menu.priced(before);

        assertThat(after.types()).isEqualTo(before.types());
        assertThat(after.prices()).isInstanceOf(Prices.Untold.class);
    }

    @Test
    void what_does_not_exist_cannot_be_picked() {
        Picked wrong = new Picked(Optional.of("nobody"), Optional.of("nothing"), Optional.empty());
        assertThat(menu.atOnce("U0ANN", wrong).volume()).isEqualTo(DeskRoom.ANNS);
    }

    @Test
    void who_may_not_ask_there_is_told_so() {
        assertThat(menu.refusal(DeskRoom.ANN)).isEmpty();
        assertThat(menu.refusal(DeskRoom.BEN)).isPresent();
        assertThat(menu.refusal(new Caller("U0ANN", "C2"))).isPresent();
        assertThat(menu.channels()).containsExactly("C1");
    }
}
