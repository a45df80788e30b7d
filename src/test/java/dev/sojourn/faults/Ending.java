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

    /** What is to be told of a job that ends well: each once, in words that come in no other line. */
    private static final List<String> TOLD = List.of(
            "This job builds",
            "Approval needed",
            "Approved by",
            ") is running after",
            "The volume has left",
            "The volume is mounted on the builder",
            "The build has started",
            "The build passed",
            "The volume is home on",
            "is gone: it lived");

    private Ending() {}

    /** What is untrue or missing. */
    static List<String> problems(Reading reading, Condition.Bill bill) {
        List<String> problems = new ArrayList<>();
        double said = 0;
        for (Message card : reading.cards()) {
            if (!Outcome.of(card.text()).equals(Optional.of(Outcome.SUCCEEDED))) {
                problems.add("ended otherwise: " + card.text());
            }
            TOLD.stream()
                    .filter(words -> count(reading, card, words) == 0)
                    .forEach(words -> problems.add("never said: " + words));
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
            TOLD.stream()
                    .filter(words -> count(reading, card, words) > 1)
                    .forEach(words -> doubled.add("said again: " + words));
            Set<String> once = new HashSet<>();
            reading.thread(card).stream()
                    .filter(line -> !once.add(line))
                    .forEach(line -> doubled.add("twice: " + line));
        }
        return doubled;
    }

    private static long count(Reading reading, Message card, String words) {
        return reading.thread(card).stream()
                .filter(line -> line.contains(words))
                .count();
    }
}
