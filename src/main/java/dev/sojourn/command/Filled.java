package dev.sojourn.command;

import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Usd;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form as somebody filled it in. Held against the same lists of what is allowed as a typed line, and made into the same
 * command; never into a line.
 *
 * @param type empty: the profile's ladder
 * @param slot empty: the one that differs least
 */
public record Filled(
        Optional<String> volume,
        Optional<String> profile,
        String ref,
        String targets,
        Optional<String> type,
        Optional<Market> market,
        String cap,
        Optional<String> slot,
        boolean clean,
        Told told) {

    public Filled(
            Optional<String> volume,
            Optional<String> profile,
            String ref,
            String targets,
            Optional<String> type,
            Optional<Market> market,
            String cap,
            Optional<String> slot,
            boolean clean) {
        this(volume, profile, ref, targets, type, market, cap, slot, clean, Told.NOBODY);
    }

    /** What a form came to. */
    public sealed interface Outcome {

        record Complete(Command.Build command) implements Outcome {}

        /** @param complaints never empty */
        record Wrong(Map<Field, String> complaints) implements Outcome {}
    }

    /** Reads all fields: every one that is wrong is complained about at once. */
    public Outcome read() {
        Map<Field, String> complaints = new EnumMap<>(Field.class);
        String plainRef = PlainText.of(ref);
        complaint(plainRef).ifPresent(why -> complaints.put(Field.REF, why));
        List<String> wanted = Arrays.stream(PlainText.of(targets).split("[,\\s]+"))
                .filter(target -> !target.isEmpty())
                .distinct()
                .toList();
        wanted.stream()
                .filter(target -> !OptionValues.isTarget(target))
                .findFirst()
                .ifPresent(target -> complaints.put(
                        Field.TARGETS,
                        Echo.of(target) + " is no target: letters, digits and _ . + / -, beginning with a letter or a"
                                + " digit. Leave spaces between several."));
        String money = PlainText.of(cap);
        Optional<Usd> amount = money.isEmpty() ? Optional.empty() : OptionValues.amount(money);
        if (!money.isEmpty() && amount.isEmpty()) {
            complaints.put(Field.CAP, "An amount of US dollars, more than nothing, as in 5.00.");
        }
        named(volume, Field.VOLUME, complaints);
        named(profile, Field.PROFILE, complaints);
        type.filter(word -> !OptionValues.isType(word))
                .ifPresent(word -> complaints.put(Field.TYPE, Echo.of(word) + " is no instance type."));
        slot.filter(word -> !OptionValues.isSlot(word))
                .ifPresent(word -> complaints.put(Field.SLOT, "A number from 1 to 99."));
        told.people().stream()
                .filter(person -> !person.matches("[UW][A-Z0-9]{2,40}"))
                .findFirst()
                .ifPresent(person -> complaints.put(Field.TOLD, Echo.of(person) + " is no person."));
        return complaints.isEmpty()
                ? new Outcome.Complete(new Command.Build(options(plainRef, wanted, amount), told))
                : new Outcome.Wrong(complaints);
    }

    private static Optional<String> complaint(String ref) {
        if (ref.isEmpty()) {
            return Optional.of("A branch, a tag or a commit; or . for your working tree as it is.");
        }
        if (ref.codePoints().anyMatch(HiddenCharacter::is)) {
            return Optional.of("There is a character in it that cannot be seen. Type it by hand.");
        }
        return RefName.fault(ref).map(fault -> "This is no branch, tag or commit that I take: " + fault + ".");
    }

    private static void named(Optional<String> name, Field field, Map<Field, String> complaints) {
        name.filter(word -> !OptionValues.isName(word))
                .ifPresent(word -> complaints.put(field, Echo.of(word) + " is no name."));
    }

    private BuildOptions options(String plainRef, List<String> wanted, Optional<Usd> amount) {
        return new BuildOptions(
                plainRef,
                volume,
                profile,
                type,
                market,
                wanted,
                amount,
                slot.map(Integer::valueOf),
                Optional.empty(),
                Optional.empty(),
                clean,
                false);
    }
}
