package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.WorkingVolume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks EC2 where volumes are, in one call. */
public final class SeenPlaces implements VolumePlaces {

    private final Volumes volumes;

    public SeenPlaces(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public Map<String, Place> of(List<WorkingVolume> wanted) {
        List<String> ids = wanted.stream().map(WorkingVolume::id).toList();
        CloudAnswer<Map<String, VolumeView>> answer = volumes.describe(ids);
        Map<String, Place> places = new HashMap<>();
        ids.forEach(id -> places.put(id, place(id, answer)));
        return places;
    }

    private static Place place(String id, CloudAnswer<Map<String, VolumeView>> answer) {
        if (answer instanceof CloudAnswer.Accepted<Map<String, VolumeView>> accepted) {
            return Optional.ofNullable(accepted.value().get(id))
                    .map(SeenPlaces::place)
                    .orElseGet(Place.Unknown::new);
        }
        return answer instanceof CloudAnswer.Refused<Map<String, VolumeView>> refused
                ? new Place.Untold(refused.code())
                : new Place.Untold("no answer");
    }

    private static Place place(VolumeView seen) {
        return seen.attachments().stream()
                .findFirst()
                .<Place>map(one -> new Place.Attached(one.instance(), one.device(), one.state()))
                .orElseGet(() -> new Place.Loose(seen.state()));
    }
}
