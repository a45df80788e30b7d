package dev.sojourn.doctor;

import dev.sojourn.plan.WorkingVolume;
import java.util.Map;
import java.util.Optional;

/** A look at a volume from within its host. */
@FunctionalInterface
public interface HostLook {

    Told of(WorkingVolume volume);

    /**
     * What the host told.
     *
     * @param facts by name, as the guest script {@code look.sh} lists them; empty where it told nothing
     * @param silence why it told nothing
     */
    record Told(Map<String, String> facts, Optional<String> silence) {

        public static Told facts(Map<String, String> facts) {
            return new Told(Map.copyOf(facts), Optional.empty());
        }

        public static Told nothing(String why) {
            return new Told(Map.of(), Optional.of(why));
        }

        String fact(String name) {
            return facts.getOrDefault(name, "");
        }

        long number(String name) {
            String text = fact(name);
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        }
    }
}
