package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.plan.WorkingVolume;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks a host how it stands to its volume. Nothing is changed there. */
public final class GuestLook {

    private final GuestQuestion question;
    private final GuestScripts scripts = new GuestScripts();

    public GuestLook(RemoteShell shell) {
        this.question = new GuestQuestion(shell);
    }

    /** What came of it. */
    public sealed interface Look {

        /** Facts by name, as the guest script {@code look.sh} has them. */
        record Told(Map<String, String> facts) implements Look {}

        record Untold(String why) implements Look {}
    }

    public Look at(WorkingVolume volume) {
        String script = scripts.compose(
                "look", Map.of("VOLUME", volume.id(), "MOUNT", volume.mount(), "SOURCE", volume.source()));
        GuestQuestion.Outcome outcome = question.put(volume.host(), "look-" + volume.id(), script);
        if (outcome instanceof GuestQuestion.Outcome.Failed failed) {
            return new Look.Untold(failed.why());
        }
        String output = ((GuestQuestion.Outcome.Answered) outcome).run().output();
        Optional<JsonNode> told = GuestReply.lastLine(output);
        if (told.isEmpty()) {
            return new Look.Untold("it printed no answer");
        }
        if (!told.get().path("ok").asBoolean()) {
            return new Look.Untold(told.get().path("detail").asText("the host refused"));
        }
        Map<String, String> facts = new HashMap<>();
        told.get()
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new Look.Told(Map.copyOf(facts));
    }
}
