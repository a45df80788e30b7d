package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.endtoend.Card;
import dev.sojourn.endtoend.Channel;
import dev.sojourn.endtoend.ControlApi;
import dev.sojourn.endtoend.Message;
import dev.sojourn.endtoend.Outcome;
import java.util.List;
import java.util.stream.StreamSupport;

/** The channel since one moment, read once. */
record Reading(List<Message> messages) {

    static Reading since(ControlApi api, String ts) {
        JsonNode shown = api.get("/playground/messages?channel=" + Channel.COMPILERS + "&since=" + ts);
        return new Reading(StreamSupport.stream(shown.spliterator(), false)
                .map(Message::of)
                .toList());
    }

    /** The cards of the jobs that were asked for. */
    List<Message> cards() {
        return messages.stream().filter(Message::isRoot).toList();
    }

    List<String> thread(Message card) {
        return messages.stream()
                .filter(message -> message.isReplyTo(card))
                .map(Message::text)
                .toList();
    }

    List<String> lastWords(Message card) {
        return thread(card).stream().filter(Outcome::isLastWord).toList();
    }

    static boolean asks(Message card) {
        return card.buttons().contains(Card.APPROVE);
    }

    boolean isOver(Message card) {
        return Outcome.of(card.text()).isPresent() && !lastWords(card).isEmpty();
    }

    /** Where the next reading may begin. */
    String newest() {
        return messages.isEmpty() ? "" : messages.get(messages.size() - 1).ts();
    }
}
