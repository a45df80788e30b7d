package dev.sojourn.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Numbers that were measured. NaN where there are none: nothing is made up. */
final class Samples {

    private final List<Double> all = new ArrayList<>();

    synchronized void add(double value) {
        if (!Double.isNaN(value)) {
            all.add(value);
        }
    }

    synchronized int count() {
        return all.size();
    }

    synchronized double mean() {
        return all.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    double max() {
        return quantile(1);
    }

    double median() {
        return quantile(0.5);
    }

    /** The smallest value that at least this share of all is not above. */
    synchronized double quantile(double share) {
        if (all.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
