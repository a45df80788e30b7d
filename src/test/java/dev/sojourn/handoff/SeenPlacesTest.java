package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.job.VolumePlaces.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a volume is, as people read it: what EC2 says, and where it says nothing, that. */
class SeenPlacesTest {

    private static Place place(CloudAnswer<Map<String, VolumeView>> answer) {
        Volumes volumes = new Volumes() {
            @Override
            public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
                return answer;
            }

            @Override
            public CloudAnswer<Asked> attach(String volume, String instance, String device) {
                throw new AssertionError("a look changes nothing");
            }

            @Override
            public CloudAnswer<Asked> detach(String volume, String instance, String device) {
                throw new AssertionError("a look changes nothing");
            }
        };
        Map<String, Place> places = new SeenPlaces(volumes).of(List.of(Trip.VOLUME));
        assertThat(places).containsOnlyKeys(FakeCloud.VOLUME);
        return places.get(FakeCloud.VOLUME);
    }

    private static CloudAnswer<Map<String, VolumeView>> seen(String state, Attachment... attachments) {
        return CloudAnswer.accepted(
                Map.of(FakeCloud.VOLUME, new VolumeView(FakeCloud.VOLUME, state, "z", 100, List.of(attachments))));
    }

    @Test
    void a_volume_is_where_ec2_shows_it() {
        assertThat(place(seen("in-use", new Attachment(FakeCloud.HOST, "/dev/sdf", "detaching", false))))
                .isEqualTo(new Place.Attached(FakeCloud.HOST, "/dev/sdf", "detaching"));
        assertThat(place(seen("available"))).isEqualTo(new Place.Loose("available"));
    }

    @Test
    void a_volume_that_ec2_does_not_know_is_unknown_and_no_answer_says_nothing() {
        assertThat(place(CloudAnswer.accepted(Map.of()))).isEqualTo(new Place.Unknown());
        assertThat(place(new CloudAnswer.Refused<>(Refusal.DENIED, "UnauthorizedOperation", "no")))
                .isEqualTo(new Place.Untold("UnauthorizedOperation"));
        assertThat(place(new CloudAnswer.Unclear<>("timed out"))).isEqualTo(new Place.Untold("no answer"));
    }
}
