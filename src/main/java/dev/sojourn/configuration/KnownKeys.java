package dev.sojourn.configuration;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every key that was asked for while a configuration was read: what {@code docs/configuration.md} is written from. */
public final class KnownKeys {

    private static final int MOST_OFF = 3;

    private final Map<String, Key> keys = new LinkedHashMap<>();

    /**
     * One key.
     *
     * @param path with {@code []} for each entry of a list and {@code NAME} for each name of a map
     * @param kind of its value, for people
     * @param otherwise what it is where it is left out; empty: it must be there, or the reader knows better
     */
    public record Key(String path, String kind, Optional<String> otherwise) {}

    public void add(String path, String kind, Optional<String> otherwise) {
        keys.putIfAbsent(path, new Key(path, kind, otherwise));
    }

    public List<Key> all() {
        return List.copyOf(keys.values());
    }

    /** The one of these names that somebody may have meant by another. */
    public static Optional<String> nearest(Collection<String> names, String typed) {
        LevenshteinDistance distance = new LevenshteinDistance(MOST_OFF);
        return names.stream()
                .filter(name -> distance.apply(name, typed) >= 0)
                .min((one, other) -> Integer.compare(distance.apply(one, typed), distance.apply(other, typed)));
    }
}
