package dev.sojourn.playground.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts answers into pages that are often shorter than asked for, and sometimes empty with more to come. */
final class Pages {
    private static final String MARK = "sojourn-playground:";

    private final Random random;

    Pages(Random random) {
        this.random = random;
    }

    /**
     * One page.
     *
     * @param nextToken absent with the last page
     */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /** At most {@code most} of the items after the one that the token names, in the order of their keys. */
    <T> Page<T> cut(List<T> items, Function<T, String> key, int most, @Nullable String token, String tokenError) {
        String after = token == null ? "" : decoded(token, tokenError);
        List<T> rest = items.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .toList();
        boolean isShort = rest.size() > 1 && random.nextInt(3) == 0;
        int size = Math.min(rest.size(), isShort ? random.nextInt(Math.min(most, rest.size())) : most);
        if (size == rest.size()) {
            return new Page<>(rest, null);
        }
        // A token from before the first item is told from no token by its mark alone.
        return new Page<>(rest.subList(0, size), encoded(size == 0 ? after : key.apply(rest.get(size - 1))));
    }

    private static String encoded(String after) {
        return Base64.getUrlEncoder().encodeToString((MARK + after).getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token, String tokenError) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException notBase64) {
            throw AwsError.client(tokenError, "The specified token is not valid: " + notBase64.getMessage());
        }
        throw AwsError.client(tokenError, "The specified token is not valid");
    }
}
