package dev.sojourn.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** A job's card and its thread. */
public final class Card {

    public static final String APPROVE = "sojourn-approve";
    static final String CANCEL = "sojourn-cancel";
    static final String TRY_NOW = "sojourn-try-now";
    static final String ON_DEMAND = "sojourn-on-demand";

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Channel channel;
    private final String ts;

    Card(Channel channel, String ts) {
        this.channel = channel;
        this.ts = ts;
    }

    Message message() {
        return channel.messages().stream()
                .filter(message -> message.ts().equals(ts))
                .findFirst()
                .orElseThrow();
    }

    /** The job's whole state in a sentence, such as {@code Build #1 of `main`: building, 37 %}. */
    String text() {
        return message().text();
    }

    List<Message> thread() {
        Message root = message();
        return channel.messages().stream().filter(one -> one.isReplyTo(root)).toList();
    }

    List<String> lines() {
        return thread().stream().map(Message::text).toList();
    }

    /** The newest message of the thread with that button. */
    Message lineWith(String button) {
        return thread().stream()
                .filter(line -> line.buttons().contains(button))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    int press(Person person, String button) {
        return channel.press(person, message(), button);
    }

    int pressOver(String connection, Person person, String button) {
        return channel.pressOver(connection, person, message(), button);
    }

    /** Waits for the question, and has somebody else say yes. */
    void approve(Person person) {
        awaitButton(APPROVE);
        press(person, APPROVE);
    }

    void awaitButton(String button) {
        await("button " + button)
                .atMost(PATIENCE)
                .until(() -> message().buttons().contains(button));
    }

    void awaitText(String part) {
        await("the card says " + part).atMost(PATIENCE).until(() -> text().contains(part));
    }

    void awaitLine(String part) {
        await("the thread says " + part)
                .atMost(PATIENCE)
                .until(() -> lines().stream().anyMatch(line -> line.contains(part)));
    }

    /** Waits until the job has ended like this and its last word is said. */
    void awaitEnd(Outcome outcome) {
        await("the job ends")
                .atMost(PATIENCE)
                .until(() -> lines().stream().anyMatch(Outcome::isLastWord)
                        && Outcome.of(text()).isPresent());
        if (!Outcome.of(text()).filter(outcome::equals).isPresent()) {
            throw new AssertionError(
                    "ended otherwise than " + outcome + ": " + text() + "\n" + String.join("\n", lines()));
        }
    }
}
