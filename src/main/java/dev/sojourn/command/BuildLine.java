package dev.sojourn.command;

import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line that asks for a build: one ref, and options. */
record BuildLine(CommandLine line) {

    /** How a branch is named that a command word hides. */
    static final String LONG_FORM = "refs/heads/";

    BuildOptions read() throws Mistake {
        String ref = ref();
        OptionValues values = new OptionValues(line.retyped());
        return new BuildOptions(
                ref,
                value(Option.VOLUME, values::name),
                value(Option.PROFILE, values::name),
                value(Option.ON, values::type),
                market(),
                targets(values),
                value(Option.CAP, values::money),
                value(Option.SLOT, values::slot),
                value(Option.CLEAR_SLOT, values::slot),
                Optional.empty(),
                line.has(Option.CLEAN),
                line.has(Option.DRY_RUN),
                value(Option.LINK_MEMORY, values::mib));
    }

    private String ref() throws Mistake {
        Retyped retyped = line.retyped();
        if (line.operands().isEmpty()) {
            throw new Mistake(
                    "What to build is missing: a branch, a tag or a commit.",
                    "Type it first, as in " + retyped.withFirst("main") + ", or " + retyped.withFirst(".")
                            + " for your working tree as it is.");
        }
        CommandLine.Operand ref = line.operands().get(0);
        refuseCommandMistyped(ref);
        if (line.operands().size() > 1) {
            throw secondOperand(line.operands().get(1));
        }
        Optional<String> fault = RefName.fault(ref.text());
        if (fault.isPresent()) {
            throw new Mistake(
                    Echo.of(ref.text()) + " is no branch, tag or commit that I take: " + fault.get() + ".",
                    "Type it as in " + retyped.with(ref.at(), "main") + ", or " + retyped.with(ref.at(), ".")
                            + " for your working tree as it is.");
        }
        return ref.text();
    }

    private void refuseCommandMistyped(CommandLine.Operand first) throws Mistake {
        List<String> near = CommandWord.like(first.text());
        if (near.isEmpty()) {
            return;
        }
        String meant = near.get(0);
        String advice = "Did you mean " + line.retyped().with(first.at(), meant) + "?";
        if (line.operands().size() == 1) {
            advice += " A branch of that name is built with "
                    + line.retyped().with(first.at(), LONG_FORM + first.text()) + ".";
        }
        String how = CommandWord.isForeign(first.text())
                ? " is called " + Echo.of(meant) + " here"
                : " looks like " + Echo.of(meant) + " mistyped";
        throw new Mistake(Echo.of(first.text()) + how + "; nothing is started.", advice);
    }

    private Mistake secondOperand(CommandLine.Operand second) {
        Retyped retyped = line.retyped();
        String what = "A build is of one ref, and " + Echo.of(second.text()) + " is a second one.";
        if (OptionValues.isType(second.text())) {
            return new Mistake(
                    what,
                    "Did you mean an instance type? Then type "
                            + retyped.with(second.at(), Option.ON.typed() + " " + second.text()) + ".");
        }
        List<Option> meant = Option.named(second.text()).map(List::of).orElseGet(() -> Option.like(second.text()));
        if (!meant.isEmpty()) {
            String typed = meant.get(0).typed();
            return new Mistake(
                    what, "Did you mean " + Echo.of(typed) + "? Then type " + retyped.with(second.at(), typed) + ".");
        }
        return new Mistake(
                what,
                "Type one of them, as in " + retyped.without(second.at()) + "; targets go behind "
                        + Echo.of(Option.TARGET.typed()) + ".");
    }

    private Optional<Market> market() throws Mistake {
        if (line.has(Option.SPOT) && line.has(Option.ON_DEMAND)) {
            throw new Mistake(
                    "`--spot` and `--on-demand` exclude each other.",
                    "Type one of them: " + line.retyped().as("main --spot") + " is cheaper and may be interrupted; "
                            + line.retyped().as("main --on-demand") + " is not.");
        }
        if (line.has(Option.SPOT)) {
            return Optional.of(Market.SPOT);
        }
        return line.has(Option.ON_DEMAND) ? Optional.of(Market.ON_DEMAND) : Optional.empty();
    }

    private List<String> targets(OptionValues values) throws Mistake {
        List<String> targets = new ArrayList<>();
        for (CommandLine.Given given : line.all(Option.TARGET).toList()) {
            targets.addAll(values.targets(given));
        }
        return targets.stream().distinct().toList();
    }

    private <T> Optional<T> value(Option option, Reading<T> reading) throws Mistake {
        Optional<CommandLine.Given> given = line.given(option);
        return given.isPresent() ? Optional.of(reading.of(given.get())) : Optional.empty();
    }

    /** Makes a value of what was typed. */
    private interface Reading<T> {
        T of(CommandLine.Given given) throws Mistake;
    }
}
