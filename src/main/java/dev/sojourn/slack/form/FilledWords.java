package dev.sojourn.slack.form;

import dev.sojourn.command.Filled;
import dev.sojourn.command.Told;
import dev.sojourn.plan.Market;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A form for a build as it is written down, and read again. */
public final class FilledWords {

    private FilledWords() {}

    public static Map<String, String> of(Filled filled) {
        Map<String, String> words = new HashMap<>();
        filled.volume().ifPresent(volume -> words.put("volume", volume));
        filled.profile().ifPresent(profile -> words.put("profile", profile));
        words.put("ref", filled.ref());
        words.put("targets", filled.targets());
        filled.type().ifPresent(type -> words.put("type", type));
        filled.market().ifPresent(market -> words.put("market", market.name()));
        words.put("cap", filled.cap());
        filled.slot().ifPresent(slot -> words.put("slot", slot));
        words.put("told", String.join(" ", filled.told().people()));
        words.put("aloud", Boolean.toString(filled.told().channel()));
        words.put("clean", Boolean.toString(filled.clean()));
        return words;
    }

    public static Filled read(Map<String, String> words) {
        return new Filled(
                word(words, "volume"),
                word(words, "profile"),
                words.getOrDefault("ref", ""),
                words.getOrDefault("targets", ""),
                word(words, "type"),
                word(words, "market").map(Market::valueOf),
                words.getOrDefault("cap", ""),
                word(words, "slot"),
                Boolean.parseBoolean(words.get("clean")),
                new Told(
                        Arrays.stream(words.getOrDefault("told", "").split(" "))
                                .filter(person -> !person.isEmpty())
                                .toList(),
                        Boolean.parseBoolean(words.get("aloud"))));
    }

    private static Optional<String> word(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name));
    }
}
