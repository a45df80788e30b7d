package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** An amount of US dollars, list price, in millionths: a second of the cheapest type costs about three of them. */
public record Usd(@JsonValue long micros) implements Comparable<Usd> {

    public static final Usd ZERO = new Usd(0);

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    @JsonCreator
    public Usd {}

    public static Usd of(BigDecimal dollars) {
        return new Usd(
                dollars.multiply(MICROS).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public static Usd of(String dollars) {
        return of(new BigDecimal(dollars));
    }

    public Usd plus(Usd other) {
        return new Usd(Math.addExact(micros, other.micros));
    }

    /** May be less than nothing. */
    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(micros, other.micros));
    }

    public Usd times(double factor) {
        return new Usd(Math.round(micros * factor));
    }

    /** This amount, taken as a price per hour, for the given time. A millionth that is begun is a whole one. */
    public Usd perHourFor(Duration time) {
        return new Usd(BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(time.toMillis()))
                .divide(MILLIS_PER_HOUR, 0, RoundingMode.CEILING)
                .longValueExact());
    }

    public BigDecimal dollars() {
        return BigDecimal.valueOf(micros).divide(MICROS);
    }

    public boolean isMoreThan(Usd other) {
        return micros > other.micros;
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(micros, other.micros);
    }

    /** Dollars and cents, rounded up to the cent where it is not nothing: {@code $0.37}. */
    @Override
    public String toString() {
        return "$" + dollars().setScale(2, RoundingMode.UP).toPlainString();
    }
}
