package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** Spot prices by DescribeSpotPriceHistory, which from now on has exactly the price that holds now. */
final class SpotPrices implements Prices {

    private static final String LINUX = "Linux/UNIX";

    private final Ec2Client looking;
    private final InstantSource clock;

    SpotPrices(Ec2Client looking, InstantSource clock) {
        this.looking = looking;
        this.clock = clock;
    }

    @Override
    public CloudAnswer<Map<String, BigDecimal>> spot(String zone, Collection<String> types) {
        return Answers.of(() -> newest(zone, types).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, price -> dollars(price.getValue()))));
    }

    private Map<String, SpotPrice> newest(String zone, Collection<String> types) {
        Instant now = clock.instant();
        Map<String, SpotPrice> newest = new HashMap<>();
        for (List<String> part : Parts.of(types, Parts.EC2_FILTER_VALUES)) {
            looking.describeSpotPriceHistoryPaginator(call -> call.availabilityZone(zone)
                            .instanceTypesWithStrings(part)
                            .productDescriptions(LINUX)
                            .startTime(now))
                    .spotPriceHistory()
                    .forEach(price -> newest.merge(price.instanceTypeAsString(), price, SpotPrices::later));
        }
        return newest;
    }

    private static SpotPrice later(SpotPrice one, SpotPrice other) {
        return other.timestamp().isAfter(one.timestamp()) ? other : one;
    }

    private static BigDecimal dollars(SpotPrice price) {
        try {
            return new BigDecimal(price.spotPrice());
        } catch (NumberFormatException unreadable) {
            throw new UnreadableAnswerException(
                    "the spot price of " + price.instanceTypeAsString() + " is " + price.spotPrice());
        }
    }
}
