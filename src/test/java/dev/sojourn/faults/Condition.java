package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.endtoend.Cloud;
import dev.sojourn.endtoend.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The world between two jobs.
 *
 * @param runs how often the build has really run, as it tells by itself
 * @param dollars what each builder that there ever was has cost, by the playground's own meter
 */
record Condition(int runs, List<String> violations, Map<String, Meter> dollars) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Condition of(Stage stage) {
        Map<String, Meter> dollars = new HashMap<>();
        for (JsonNode builder : stage.cloud().builders()) {
            dollars.put(builder.path("id").asText(), Meter.of(builder));
        }
        String counted = stage.cloud().exec(Cloud.HOST_ANN, "cat " + Cloud.MOUNT + "/runs 2>/dev/null | wc -l");
        return new Condition(
                Integer.parseInt(counted.strip()), stage.playground().violations(), dollars);
    }

    /** Waits until the volume is home and nothing of ours runs; answers what is astray where that does not come. */
    static Optional<String> awaitHome(Stage stage) {
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> stage.cloud().assertHome("ann"));
            return Optional.empty();
        } catch (ConditionTimeoutException astray) {
            return Optional.of(astray.getMessage().replace('\n', ' '));
        }
    }

    List<String> newViolations(Condition before) {
        return violations.subList(before.violations.size(), violations.size());
    }

    /** What the builders since then must have cost. */
    Bill cost(Condition before) {
        return dollars.entrySet().stream()
                .filter(builder -> !before.dollars.containsKey(builder.getKey()))
                .map(builder -> builder.getValue().bill())
                .reduce(Bill.NONE, Bill::plus);
    }

    /** A builder's price and true life. */
    record Meter(double hourly, double hours) {

        private static final double LEAST = 60 / 3600.0;

        /** The bot hears of the end some seconds late, and counts the root disk. */
        private static final double LATE = 15 / 3600.0;

        private static final double DISK_HOURLY = 0.01;

        static Meter of(JsonNode builder) {
            double hourly = builder.path("usd_per_hour").asDouble();
            return new Meter(hourly, builder.path("usd").asDouble() / hourly);
        }

        Bill bill() {
            return new Bill(hourly * Math.max(LEAST, hours), (hourly + DISK_HOURLY) * Math.max(LEAST, hours + LATE));
        }
    }

    /** Dollars, from and to. */
    record Bill(double least, double most) {

        static final Bill NONE = new Bill(0, 0);

        private static final double CENT = 0.01;

        Bill plus(Bill other) {
            return new Bill(least + other.least, most + other.most);
        }

        boolean allows(double said) {
            return said > least - CENT && said < most + CENT;
        }
    }
}
