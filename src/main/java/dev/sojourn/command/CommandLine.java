package dev.sojourn.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line sorted into operands and options. Whether the values make sense is for others to say.
 *
 * @param operands the words that belong to no option, in their order
 * @param options each at most once, but for those that may be repeated
 */
record CommandLine(Retyped retyped, List<Operand> operands, List<Given> options) {

    /** @param at which of the line's words it is */
    record Operand(int at, String text) {}

    /**
     * An option that was given.
     *
     * @param at which of the line's words has the value
     * @param before what stands before the value in that word, as {@code --cap=}
     */
    record Given(Option option, int at, String before, String value) {}

    CommandLine {
        operands = List.copyOf(operands);
        options = List.copyOf(options);
    }

    static CommandLine of(Retyped retyped) throws Mistake {
        List<Operand> operands = new ArrayList<>();
        List<Given> options = new ArrayList<>();
        int at = 0;
        while (at < retyped.words().size()) {
            String word = retyped.words().get(at);
            if (word.startsWith("-")) {
                Given given = new GivenOption(retyped, at).read();
                refuseSecond(retyped, given, options);
                options.add(given);
                at = given.at();
            } else {
                operands.add(new Operand(at, word));
            }
            at++;
        }
        return new CommandLine(retyped, operands, options);
    }

    boolean has(Option option) {
        return given(option).isPresent();
    }

    /** The option as it was given, where it was. */
    Optional<Given> given(Option option) {
        return all(option).findFirst();
    }

    Stream<Given> all(Option option) {
        return options.stream().filter(given -> given.option() == option);
    }

    private static void refuseSecond(Retyped retyped, Given second, List<Given> before) throws Mistake {
        Option option = second.option();
        boolean again = before.stream().anyMatch(given -> given.option() == option);
        if (again && option.takes() != Option.Takes.SEVERAL) {
            throw new Mistake(
                    Echo.of(option.typed()) + " is given twice.",
                    "Give it once: take the second out and type the line again.");
        }
    }
}
