package dev.sojourn.configuration;

import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Usd;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The section {@code policy.caps}: a soft and a hard amount for each kind of cap. */
final class CapsSection {

    private static final String ZONE = "time-zone";

    private CapsSection() {}

    static Caps read(ConfigurationNode node) {
        List<String> keys = new ArrayList<>(
                Arrays.stream(Cap.Kind.values()).map(Cap.Kind::key).toList());
        keys.add(ZONE);
        node.knows(keys);
        ZoneId zone = zone(node);
        return new Caps(
                zone,
                Arrays.stream(Cap.Kind.values())
                        .map(kind -> cap(node.child(kind.key()), kind))
                        .filter(Cap::limits)
                        .toList());
    }

    private static ZoneId zone(ConfigurationNode node) {
        String name = node.text(ZONE, "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            node.problem(ZONE, "`" + name + "` is no time zone, which is like Europe/Berlin or UTC");
            return ZoneOffset.UTC;
        }
    }

    private static Cap cap(ConfigurationNode node, Cap.Kind kind) {
        node.knows(List.of("soft-usd", "hard-usd"));
        Optional<Usd> soft = node.dollars("soft-usd");
        Optional<Usd> hard = node.dollars("hard-usd");
        if (soft.isPresent() && hard.isPresent() && soft.get().isMoreThan(hard.get())) {
            node.problem("soft-usd", soft.get() + " is above hard-usd, " + hard.get() + ": nobody would ever be asked");
        }
        return new Cap(kind, soft, hard);
    }
}
