package dev.sojourn.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * A cap with what counts against it now.
 *
 * @param begin of the day or month; empty: each job by itself
 * @param frees when the next one begins, and all of it is there again; empty: it never does
 */
public record Budget(Cap cap, Whose whose, Spending spending, Optional<Instant> begin, Optional<Instant> frees) {

    /** What is left below the hard limit; empty: there is none. */
    public Optional<Usd> left() {
        return cap.hard().map(hard -> hard.minus(spending.total()));
    }

    /** What this amount would break, if it came on top: the hard limit before the soft one. */
    public Optional<Breach> with(Usd amount) {
        Usd all = spending.total().plus(amount);
        return cap.hard()
                .filter(all::isMoreThan)
                .map(limit -> new Breach(this, limit, true, amount))
                .or(() -> cap.soft().filter(all::isMoreThan).map(limit -> new Breach(this, limit, false, amount)));
    }
}
