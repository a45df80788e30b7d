package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.job.SlotList;
import dev.sojourn.plan.WorkingVolume;
import java.util.Map;
import java.util.Optional;

/** Asks a host for the slots on its volume. */
public final class GuestSlots implements SlotList {

    private final GuestQuestion question;
    private final GuestScripts scripts = new GuestScripts();

    public GuestSlots(RemoteShell shell) {
        this.question = new GuestQuestion(shell);
    }

    @Override
    public Listing of(WorkingVolume volume) {
        String script = scripts.compose(
                "list-slots",
                Map.of(
                        "VOLUME", volume.id(),
                        "MOUNT", volume.mount(),
                        "SOURCE", volume.source(),
                        "ALLOW_ROOT", Boolean.toString(volume.allowRootOwner())));
        Optional<JsonNode> told = question.ask(volume.host(), "list-slots-" + volume.id(), script)
                .flatMap(run -> GuestReply.lastLine(run.output()));
        if (told.isEmpty()) {
            return new Listing.Untold("the host " + volume.host() + " does not answer");
        }
        return told.get().path("ok").asBoolean()
                ? new Listing.Told(
                        SlotAnswer.slots(told.get()),
                        told.get().path("free_mib").asInt())
                : new Listing.Untold(told.get().path("detail").asText("the host refused"));
    }
}
