package dev.sojourn.doctor;

import dev.sojourn.plan.PriceTable;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How old the prices are that estimates and caps rest on. */
public final class PriceTableCheck implements Check {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final long OLD_DAYS = 365;

    private final PriceTable prices;
    private final Clock clock;

    public PriceTableCheck(PriceTable prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public List<Line> look() {
        return new Lines("prices").add("price table", age()).all();
    }

    private Finding age() {
        if (prices.source().startsWith("No prices")) {
            return new Finding.Wrong(
                    prices.source() + ": no build has an estimate, and every one needs an approval",
                    "make one with the command price-table, and name it under price-table: in the configuration");
        }
        Matcher day = DAY.matcher(prices.source());
        if (!day.find()) {
            return new Finding.Unchecked("it does not say of which day it is");
        }
        LocalDate of = LocalDate.parse(day.group());
        long days = Duration.between(of.atStartOfDay(ZoneOffset.UTC).toInstant(), clock.instant())
                .toDays();
        return days <= OLD_DAYS
                ? new Finding.Fine("of " + of + ", " + days + " days old")
                : new Finding.Wrong(
                        "of " + of + ", " + days + " days old: estimates and caps may be off",
                        "update Sojourn, or name today's prices under prices: in the configuration");
    }
}
