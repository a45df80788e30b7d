package dev.sojourn.slack.workspace;

import com.slack.api.model.Message;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marks as Slack keeps them: the metadata of messages. */
final class Marks {

    static final String CARD = "sojourn_card";
    static final String FACT = "sojourn_fact";
    static final String ASK = "sojourn_ask";
    static final String APPROVAL = "sojourn_approval";

    private Marks() {}

    static Message.Metadata metadata(Mark mark) {
        Map<String, Object> payload = new HashMap<>();
        payload.put("job", mark.job());
        if (mark.sequence() > 0) {
            payload.put("sequence", mark.sequence());
        }
        mark.uid().ifPresent(uid -> payload.put("uid", uid));
        if (mark.round() > 0) {
            payload.put("round", mark.round());
        }
        return Message.Metadata.builder()
                .eventType(type(mark))
                .eventPayload(payload)
                .build();
    }

    /** The mark that a message carries, if it is one of ours. */
    static Optional<Mark> of(Message.@Nullable Metadata metadata) {
        if (metadata == null || metadata.getEventPayload() == null || metadata.getEventType() == null) {
            return Optional.empty();
        }
        Optional<Long> job = number(metadata, "job");
        Optional<Long> sequence = number(metadata, "sequence");
        Optional<Integer> uid = number(metadata, "uid").map(Long::intValue);
        return switch (metadata.getEventType()) {
            case CARD -> job.map(Mark::card);
            case FACT -> job.flatMap(number -> sequence.map(fact -> Mark.fact(number, fact)));
            case ASK -> job.flatMap(number -> sequence.flatMap(fact -> uid.map(user -> Mark.ask(number, fact, user))));
            case APPROVAL ->
                job.flatMap(number -> sequence.flatMap(
                        fact -> number(metadata, "round").map(round -> Mark.approval(number, fact, round.intValue()))));
            default -> Optional.empty();
        };
    }

    private static String type(Mark mark) {
        if (mark.uid().isPresent()) {
            return ASK;
        }
        if (mark.round() > 0) {
            return APPROVAL;
        }
        return mark.sequence() == 0 ? CARD : FACT;
    }

    /** Gson reads every number as a double. */
    private static Optional<Long> number(Message.Metadata metadata, String name) {
        return metadata.getEventPayload().get(name) instanceof Number number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
