package dev.sojourn.doctor;

import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;

/**
 * What is configured, as far as the cloud has a part in it.
 *
 * @param installation its id
 * @param builderTags what a launch has to carry to be allowed
 */
public record Setup(
        String installation,
        String region,
        List<WorkingVolume> volumes,
        List<Profile> profiles,
        PriceTable prices,
        Map<String, String> builderTags) {

    /** Carried by everything that this installation may touch. */
    static final String INSTALLATION_TAG = "sojourn:installation";

    /** Carried by builders and hosts, which must never be taken for each other. */
    static final String ROLE_TAG = "sojourn:role";

    /** The volumes on which a profile may be built. */
    List<WorkingVolume> volumesOf(Profile profile) {
        return volumes.stream()
                .filter(volume -> volume.profiles().contains(profile.name()))
                .toList();
    }
}
