package dev.sojourn.slack.form;

import dev.sojourn.command.Choices;
import dev.sojourn.command.Choices.Priced;
import dev.sojourn.command.Choices.Prices;
import dev.sojourn.plan.MachineType;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;

/** What a choice in the form for a build costs, in words. */
final class FormPrices {

    private FormPrices() {}

    /** For example {@code c7i.16xlarge: $0.31–$0.44, about 38 min}. */
    static String label(Priced one, Prices prices) {
        String name = one.rung().type().name();
        if (one.estimate().isPresent()) {
            return name + ": " + one.estimate().get().range() + ", about "
                    + Wording.duration(one.estimate().get().expected());
        }
        String hourly = one.rung().hourly().map(price -> price + "/h").orElse("price unknown");
        return name + ": " + (prices instanceof Prices.Asking ? hourly + ", estimate follows" : hourly);
    }

    /** For example {@code 64 vCPUs, 128 GiB, $2.86/h, needs approval}. */
    static String description(Priced one) {
        MachineType type = one.rung().type();
        String size = type.known() ? type.vcpus() + " vCPUs, " + Wording.gib(type.memoryMib()) : "size unknown";
        String price = one.rung().hourly().map(hourly -> ", " + hourly + "/h").orElse("");
        return size + price + (one.needsApproval() ? ", needs approval" : "");
    }

    /** The line below the choice of the type. */
    static String words(Choices choices) {
        Prices prices = choices.prices();
        if (prices instanceof Prices.Asking) {
            return ":hourglass_flowing_sand: Asking EC2 for prices. The form can be filled in and sent meanwhile.";
        }
        if (prices instanceof Prices.Untold untold) {
            return "No prices from EC2 now: " + Mrkdwn.line(untold.why(), 300)
                    + " The form can be sent all the same; it is looked at again then.";
        }
        int runs = ((Prices.Told) prices).runs();
        String basis = runs == 0
                ? "Times are the profile's own guess: there is no history yet"
                : "Times as in the last " + Wording.count(runs, "run", "runs");
        return basis + ". Costs are " + Money.CAVEAT + ".";
    }
}
