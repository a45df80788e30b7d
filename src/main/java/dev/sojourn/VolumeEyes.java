package dev.sojourn;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Sighting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks EC2 where volumes are, for those who look on. */
final class VolumeEyes implements Lookout.Eyes {

    private final Volumes volumes;

    VolumeEyes(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public Lookout.Look look(List<String> ids, Instant now) {
        CloudAnswer<Map<String, VolumeView>> answer = volumes.describe(ids);
        if (answer.ok().isEmpty()) {
            return new Lookout.Look(Map.of(), Optional.of(why(answer)));
        }
        Map<String, Sighting> seen = new HashMap<>();
        ids.forEach(id -> seen.put(
                id,
                Optional.ofNullable(answer.ok().get().get(id))
                        .map(view -> new Sighting(now, view.state(), attachment(view)))
                        .orElseGet(() -> new Sighting(now, "", Optional.empty()))));
        return new Lookout.Look(seen, Optional.empty());
    }

    private static Optional<Sighting.Attachment> attachment(VolumeView view) {
        return view.attachments().stream()
                .findFirst()
                .map(one -> new Sighting.Attachment(one.instance(), one.device(), one.state()));
    }

    private static <T> String why(CloudAnswer<T> answer) {
        return answer instanceof CloudAnswer.Refused<T> refused ? refused.code() : "no answer";
    }
}
