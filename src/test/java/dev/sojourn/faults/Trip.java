package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.endtoend.Card;
import dev.sojourn.endtoend.Message;
import dev.sojourn.endtoend.Person;
import dev.sojourn.endtoend.Stage;
import dev.sojourn.faults.Finding.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One job from the typing of its command until it is over, as its people see it: Ann types, Cleo approves. They do so again
 * only where Slack has told them that it did not arrive: what was acknowledged must have its effect, whatever goes wrong.
 */
final class Trip {

    static final String BRANCH = "counted";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** So long they wait for an effect of what was not acknowledged. */
    private static final Duration AGAIN = Duration.ofSeconds(6);

    private final Stage stage;
    private final Condition before;
    private final String from;
    private final Instant begun = Instant.now();
    private Instant pressed = Instant.EPOCH;
    private Instant typed = Instant.EPOCH;
    private volatile boolean commandTaken;
    private volatile boolean clickTaken;
    private boolean killed;
    private int asked;

    Trip(Stage stage) {
        this.stage = stage;
        this.before = Condition.of(stage);
        this.from = Reading.since(stage.playground().api(), "").newest();
    }

    /** In the background: it lasts until the bot has acknowledged it, or for three seconds. */
    void ask() {
        typed = Instant.now();
        asked++;
        CompletableFuture.runAsync(() -> {
            JsonNode ack = stage.compilers().type(Person.ANN, BRANCH);
            commandTaken |= ack.isObject() && !ack.path("text").asText().contains("not taken");
        });
    }

    private void approve(Message card) {
        pressed = Instant.now();
        CompletableFuture.runAsync(() -> clickTaken |= stage.compilers()
                .tap(Person.CLEO, card, Card.APPROVE)
                .path("ack")
                .isObject());
    }

    /** Lets the trap do its work; answers how it went once the job is over, or patience. */
    Finding await(Trap trap) {
        try {
            Awaitility.await().pollInterval(LOOK).atMost(PATIENCE).until(() -> isOver(trap));
        } catch (ConditionTimeoutException patienceIsOver) {
            return found(trap, Verdict.LOST, List.of("not over after " + PATIENCE.toSeconds() + " s"));
        }
        Optional<String> astray = Condition.awaitHome(stage);
        Condition after = Condition.of(stage);
        Reading reading = reading();
        List<String> lost = new ArrayList<>(astray.stream().toList());
        lost.addAll(after.newViolations(before));
        lost.addAll(Ending.problems(reading, after.cost(before)));
        List<String> doubled = new ArrayList<>(Ending.doubled(reading, asked));
        doubled.addAll(Scripts.ranTwice(stage));
        int runs = after.runs() - before.runs();
        if (runs != reading.cards().size()) {
            (runs == 0 ? lost : doubled).add("the build ran " + runs + " times");
        }
        Verdict verdict = !lost.isEmpty() ? Verdict.LOST : !doubled.isEmpty() ? Verdict.DOUBLED : Verdict.HOME;
        lost.addAll(doubled);
        return found(trap, verdict == Verdict.HOME && !trap.hasStruck() ? Verdict.MISSED : verdict, lost);
    }

    private boolean isOver(Trap trap) {
        if (!killed && trap.holds()) {
            killed = true;
            stage.bot().kill();
            trap.end();
            stage.bot().start();
            typed = Instant.now();
        }
        Reading reading = reading();
        List<Message> cards = reading.cards();
        if (cards.isEmpty()) {
            if (!commandTaken && isPast(typed, AGAIN)) {
                ask();
            }
            return false;
        }
        for (Message card : cards) {
            if (Reading.asks(card) && !clickTaken && isPast(pressed, AGAIN)) {
                approve(card);
            }
        }
        return cards.stream().allMatch(reading::isOver);
    }

    private Reading reading() {
        return Reading.since(stage.playground().api(), from);
    }

    private static boolean isPast(Instant since, Duration time) {
        return since.plus(time).isBefore(Instant.now());
    }

    private Finding found(Trap trap, Verdict verdict, List<String> problems) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        if (verdict != Verdict.HOME && verdict != Verdict.MISSED) {
            System.out.println(verdict + ": " + problems + "\n" + transcript());
        }
        return new Finding(verdict, seconds, String.join("; ", problems));
    }

    private String transcript() {
        StringBuilder text = new StringBuilder();
        for (Message message : reading().messages()) {
            text.append(message.isRoot() ? "  " : "    ")
                    .append(message.text().replace("\n", " / "))
                    .append('\n');
        }
        return text.append("  ")
                .append(stage.playground().api().get("/playground/cloud"))
                .toString();
    }
}
