package dev.sojourn.playground.cloud;

import java.util.Random;

/** Names as AWS gives them: a prefix and hex digits. */
final class Ids {
    private Ids() {}

    /** Such as {@code i-0123456789abcdef0}. */
    static String fresh(String prefix, Random random) {
        return "%s-0%016x".formatted(prefix, random.nextLong());
    }

    /** Spot requests have shorter ones. */
    static String spotRequest(Random random) {
        return "sir-%08x".formatted(random.nextInt());
    }
}
