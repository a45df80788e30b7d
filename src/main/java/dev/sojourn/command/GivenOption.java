package dev.sojourn.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one option, and its value where it takes one, from the word at which it begins. */
record GivenOption(Retyped retyped, int at) {

    CommandLine.Given read() throws Mistake {
        String word = retyped.words().get(at);
        int equals = word.indexOf('=');
        String dashed = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        Option option = known(dashed, equals < 0 ? "" : word.substring(equals));
        if (option.takes() == Option.Takes.NOTHING) {
            if (equals >= 0) {
                throw new Mistake(
                        Echo.of(option.typed()) + " takes no value.", "Type " + retyped.with(at, option.typed()) + ".");
            }
            return new CommandLine.Given(option, at, "", "");
        }
        if (equals < 0) {
            return new CommandLine.Given(option, at + 1, "", next(option));
        }
        if (value.isEmpty()) {
            throw missing(option);
        }
        return new CommandLine.Given(option, at, option.typed() + "=", value);
    }

    private Option known(String dashed, String rest) throws Mistake {
        String word = withoutDashes(dashed);
        Optional<Option> option = Option.named(word);
        if (option.isPresent() && dashed.startsWith("--") && !dashed.startsWith("---")) {
            return option.get();
        }
        List<Option> meant = option.map(List::of).orElseGet(() -> Option.like(word));
        throw new Mistake(unknown(dashed, word), advice(meant, rest));
    }

    private static String unknown(String dashed, String word) {
        return word.isEmpty()
                ? Echo.of(dashed) + " stands alone: an option's word follows its two dashes without a space."
                : "There is no option " + Echo.of(dashed) + ".";
    }

    private String advice(List<Option> meant, String rest) {
        if (meant.isEmpty()) {
            return "All options are in " + retyped.as("help options") + ".";
        }
        String choice = meant.stream().map(option -> Echo.of(option.typed())).collect(Collectors.joining(" or "));
        return "Did you mean " + choice + "? Then type "
                + retyped.with(at, meant.get(0).typed() + rest) + ".";
    }

    private String next(Option option) throws Mistake {
        if (at + 1 == retyped.words().size()) {
            throw missing(option);
        }
        String value = retyped.words().get(at + 1);
        if (value.isEmpty() || value.startsWith("-")) {
            throw missing(option);
        }
        return value;
    }

    private Mistake missing(Option option) {
        return new Mistake(
                "The value of " + Echo.of(option.typed()) + " is missing.",
                "Type it behind the option, as in " + retyped.with(at, option.exampleTyped()) + ".");
    }

    private static String withoutDashes(String dashed) {
        int start = 0;
        while (start < dashed.length() && dashed.charAt(start) == '-') {
            start++;
        }
        return dashed.substring(start);
    }
}
