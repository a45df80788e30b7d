package dev.sojourn.cloud;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** Prices that change by the hour. */
public interface Prices {

    /** Current spot price in US dollars per hour of each type in a zone; a type without one is absent. */
    CloudAnswer<Map<String, BigDecimal>> spot(String zone, Collection<String> types);
}
