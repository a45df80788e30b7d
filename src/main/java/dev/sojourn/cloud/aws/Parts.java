package dev.sojourn.cloud.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists to what one call takes. */
final class Parts {

    /** Values of one EC2 filter. */
    static final int EC2_FILTER_VALUES = 200;

    private Parts() {}

    /** The distinct elements in parts of at most so many. */
    static List<List<String>> of(Collection<String> all, int most) {
        List<String> distinct = all.stream().distinct().toList();
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += most) {
            parts.add(distinct.subList(from, Math.min(from + most, distinct.size())));
        }
        return parts;
    }
}
