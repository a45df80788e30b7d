package dev.sojourn.cloud;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What an installation rests on and no job ever looks at: who we are, images, subnets, the agents' versions. */
public interface Inventory {

    /** Who calls, as far as it can be told without a further permission. */
    CloudAnswer<Identity> identity(String instance);

    /** The named images; one that EC2 does not know is absent. */
    CloudAnswer<Map<String, ImageView>> images(Collection<String> ids);

    /** The named subnets; one that EC2 does not know is absent. */
    CloudAnswer<Map<String, SubnetView>> subnets(Collection<String> ids);

    /** Versions of the agents of these instances; one whose agent never registered is absent. */
    CloudAnswer<Map<String, String>> agentVersions(Collection<String> instances);

    /** Any instance that carries every one of these tags, also one that has ended and is still to be seen. */
    CloudAnswer<Optional<String>> anyWithTags(Map<String, String> tags);

    /**
     * Whose credentials are in use.
     *
     * @param key the access key's id with its middle left out
     * @param account of the instance that was looked at; empty where there is no such instance
     */
    record Identity(String key, String account) {}

    /**
     * An image as EC2 describes it.
     *
     * @param architecture as {@code x86_64}
     * @param rootDiskGib size of the disk that it begins with; 0: EC2 does not say
     */
    record ImageView(String id, String state, String architecture, int rootDiskGib) {}

    /** A subnet, with the addresses that are free in it. */
    record SubnetView(String id, String zone, int freeAddresses) {}
}
