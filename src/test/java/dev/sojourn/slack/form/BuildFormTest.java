package dev.sojourn.slack.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import dev.sojourn.command.Choices;
import dev.sojourn.command.Picked;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.playground.slack.blocks.BlockRules;
import dev.sojourn.slack.FixedMenu;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildFormTest {

    private static final List<String> CHANNELS = List.of(Sample.CHANNEL);

    private final Choices asking = new FixedMenu()
            .atOnce(Sample.ANN, new Picked(Optional.empty(), Optional.empty(), Optional.of(Market.ON_DEMAND)));

    @Test
    void itOpensWithThePricesOfTheTable() {
        Golden.assertView("form-asking", BuildForm.view(asking, Sample.CHANNEL, CHANNELS));
    }

    @Test
    void everyTypeHasItsEstimateOnceEc2HasToldPrices() {
        Golden.assertView("form-priced", BuildForm.view(FixedMenu.priced(Market.SPOT), Sample.CHANNEL, CHANNELS));
    }

    @Test
    void withoutPricesItSaysSoAndCanBeSent() {
        Choices untold = FixedMenu.choices(
                Market.ON_DEMAND,
                asking.types(),
                new Choices.Prices.Untold("EC2 does not tell what us-east-1a offers now."));
        Golden.assertView("form-untold", BuildForm.view(untold, Sample.CHANNEL, CHANNELS));
    }

    @Test
    void openedFromNoChannelItAsksForOne() {
        Golden.assertView("form-without-channel", BuildForm.view(FixedMenu.priced(Market.SPOT), "", CHANNELS));
    }

    @Test
    void whatDoesNotFollowFromAChoiceKeepsItsPlaceAndWhatDoesHasANewOne() {
        Set<String> spot = blockIds(BuildForm.view(FixedMenu.priced(Market.SPOT), Sample.CHANNEL, CHANNELS));
        Set<String> onDemand = blockIds(BuildForm.view(FixedMenu.priced(Market.ON_DEMAND), Sample.CHANNEL, CHANNELS));
        Set<String> onlySpot = new HashSet<>(spot);
        onlySpot.removeAll(onDemand);

        assertThat(onlySpot).containsExactly("form-type:llvm/spot");
        assertThat(blockIds(BuildForm.view(asking, Sample.CHANNEL, CHANNELS)))
                .as("prices that come later change nothing that was filled in")
                .isEqualTo(onDemand);
    }

    @Test
    void aHundredTypesWithLongNamesStayInsideSlacksLimits() {
        List<Choices.Priced> types = new ArrayList<>();
        for (int number = 0; number < 150; number++) {
            types.add(FixedMenu.unpriced(
                    new MachineType("x".repeat(90) + number, 64, 1, "<!channel>", true, Optional.empty()),
                    Market.ON_DEMAND));
        }
        View view = BuildForm.view(
                FixedMenu.choices(Market.ON_DEMAND, types, new Choices.Prices.Untold("<!channel> `*".repeat(300))),
                "",
                List.of());

        assertThat(BlockRules.ofView(Golden.json(view), "/view")).isEmpty();
        assertThat(Golden.json(view).toString()).doesNotContain("<!channel>");
    }

    private static Set<String> blockIds(View view) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : Golden.json(view).path("blocks")) {
            if (block.has("block_id")) {
                ids.add(block.path("block_id").asText());
            }
        }
        return ids;
    }
}
