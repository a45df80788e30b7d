package dev.sojourn.configuration;

import dev.sojourn.handoff.Timing;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The section {@code timing}: one key for each component of {@link Timing}, in kebab case. */
final class TimingSection {

    /** Stands under {@code policy}, where people look for it. */
    private static final String ELSEWHERE = "approvalExpires";

    private TimingSection() {}

    static Timing read(ConfigurationNode node, Duration approvalExpires) {
        RecordComponent[] components = Timing.class.getRecordComponents();
        node.knows(Arrays.stream(components)
                .map(RecordComponent::getName)
                .filter(name -> !name.equals(ELSEWHERE))
                .map(TimingSection::kebab)
                .toList());
        try {
            List<Duration> values = new ArrayList<>();
            for (RecordComponent component : components) {
                if (component.getName().equals(ELSEWHERE)) {
                    values.add(approvalExpires);
                    continue;
                }
                Duration usual = (Duration) component.getAccessor().invoke(Timing.DEFAULT);
                values.add(node.duration(kebab(component.getName()), usual));
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<Timing> constructor = Timing.class.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("Timing is not a public record of durations any more", changed);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
