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
    static List<String> problems(Reading reading, Message card, Condition.Bill bill) {
        List<String> problems = new ArrayList<>();
        if (!Outcome.of(card.text()).equals(Optional.of(Outcome.SUCCEEDED))) {
            problems.add("ended otherwise: " + card.text());
        }
        for (String line : reading.lastWords(card)) {
            Matcher cost = COST.matcher(line);
            if (!cost.find() || !bill.allows(Double.parseDouble(cost.group(1)))) {
                problems.add("the cost is to be " + bill + ": " + line.replace('\n', ' '));
            }
        }
        return problems;
    }

    /** What is said more than once. */
    static List<String> doubled(Reading reading) {
        List<String> doubled = new ArrayList<>();
        if (reading.cards().size() > 1) {
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
