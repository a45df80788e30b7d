package dev.sojourn.faults;

import dev.sojourn.endtoend.Message;
import dev.sojourn.endtoend.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job's card and thread must say when it is over. */
final class Ending {

    private static final Pattern COST = Pattern.compile("Cost: \\$(\\d+\\.\\d\\d)");

    private Ending() {}

    /** What is untrue or missing. */
    static List<String> problems(Reading reading, Condition.Bill bill) {
        List<String> problems = new ArrayList<>();
        double said = 0;
        for (Message card : reading.cards()) {
            if (!Outcome.of(card.text()).equals(Optional.of(Outcome.SUCCEEDED))) {
                problems.add("ended otherwise: " + card.text());
            }
            Matcher cost = COST.matcher(String.join("\n", reading.lastWords(card)));
            said += cost.find() ? Double.parseDouble(cost.group(1)) : 0;
        }
        if (!bill.allows(said)) {
            problems.add("the cost is said to be " + said + " and is " + bill);
        }
        return problems;
    }

    /**
     * What is said more than once.
     *
     * @param asked how often the command was typed
     */
    static List<String> doubled(Reading reading, int asked) {
        List<String> doubled = new ArrayList<>();
        if (reading.cards().size() > asked) {
            doubled.add(reading.cards().size() + " cards");
        }
        for (Message card : reading.cards()) {
            if (reading.lastWords(card).size() > 1) {
                doubled.add("ended " + reading.lastWords(card).size() + " times");
            }
            Set<String> once = new HashSet<>();
            reading.thread(card).stream()
                    .filter(line -> !once.add(line))
                    .forEach(line -> doubled.add("twice: " + line));
        }
        return doubled;
    }
}
