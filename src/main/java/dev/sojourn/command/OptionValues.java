package dev.sojourn.command;

import dev.sojourn.plan.Usd;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of options, each held against the form that it must have. */
record OptionValues(Retyped retyped) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,30}\\.[a-z0-9-]{1,30}");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+/-]{0,99}");
    private static final Pattern MONEY = Pattern.compile("\\$?[0-9]{1,6}(\\.[0-9]{1,2})?");
    private static final Pattern SLOT = Pattern.compile("[1-9][0-9]?");

    private static final Pattern MIB = Pattern.compile("[1-9][0-9]{2,5}");

    static boolean isType(String word) {
        return TYPE.matcher(word.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    static boolean isTarget(String word) {
        return TARGET.matcher(word).matches();
    }

    static boolean isSlot(String word) {
        return SLOT.matcher(word).matches();
    }

    /** An amount that is more than nothing; empty: it is none. */
    static Optional<Usd> amount(String word) {
        return MONEY.matcher(word).matches()
                ? Optional.of(Usd.of(word.replace("$", ""))).filter(amount -> amount.isMoreThan(Usd.ZERO))
                : Optional.empty();
    }

    String name(CommandLine.Given given) throws Mistake {
        return held(given, given.value(), NAME, "letters, digits and `. _ -`, beginning with a letter or a digit");
    }

    String type(CommandLine.Given given) throws Mistake {
        String type = given.value().toLowerCase(Locale.ROOT);
        return held(given, type, TYPE, "an instance type has a family, a dot and a size");
    }

    List<String> targets(CommandLine.Given given) throws Mistake {
        List<String> targets = Arrays.stream(given.value().split(","))
                .filter(part -> !part.isEmpty())
                .toList();
        if (targets.isEmpty()) {
            throw wrong(given, given.value(), "at least one target");
        }
        for (String target : targets) {
            held(given, target, TARGET, "letters, digits and `_ . + / -`, beginning with a letter or a digit");
        }
        return targets;
    }

    Usd money(CommandLine.Given given) throws Mistake {
        String money = held(given, given.value(), MONEY, "an amount of US dollars, with a point before the cents");
        Usd amount = Usd.of(money.replace("$", ""));
        if (!amount.isMoreThan(Usd.ZERO)) {
            throw wrong(given, given.value(), "more than nothing");
        }
        return amount;
    }

    int slot(CommandLine.Given given) throws Mistake {
        return Integer.parseInt(held(given, given.value(), SLOT, "a number from 1 to 99"));
    }

    int mib(CommandLine.Given given) throws Mistake {
        return Integer.parseInt(held(given, given.value(), MIB, "MiB that one link needs, from 100 to 999999"));
    }

    private String held(CommandLine.Given given, String value, Pattern form, String wanted) throws Mistake {
        if (!form.matcher(value).matches()) {
            throw wrong(given, value, wanted);
        }
        return value;
    }

    private Mistake wrong(CommandLine.Given given, String value, String wanted) {
        Option option = given.option();
        return new Mistake(
                Echo.of(value) + " is no value for " + Echo.of(option.typed()) + ": wanted is " + wanted + ".",
                "Type it as in " + retyped.with(given.at(), given.before() + option.example()) + ".");
    }
}
