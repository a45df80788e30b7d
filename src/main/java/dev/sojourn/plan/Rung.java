package dev.sojourn.plan;

import java.util.Optional;

/**
 * One rung of a ladder: a type bought in a market.
 *
 * @param hourly the price per hour that was shown to people; empty: no price known, so approval is needed
 */
public record Rung(MachineType type, Market market, Optional<Usd> hourly) {

    /** For example {@code c7i.16xlarge (spot)}. */
    public String label() {
        return market == Market.SPOT ? type.name() + " (spot)" : type.name();
    }
}
