package dev.sojourn.playground.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the bot's role may do, as far as it hangs on tags: the conditions of {@code deploy/iam/bot-policy.json}. Whoever is not
 * allowed hears {@code UnauthorizedOperation}, in a dry run too. Only under the cloud's lock.
 */
final class Authority {
    private static final String INSTALLATION = "sojourn:installation";
    private static final String ROLE = "sojourn:role";

    private final Cloud cloud;
    private final LaunchRequest launches;

    Authority(Cloud cloud) {
        this.cloud = cloud;
        this.launches = new LaunchRequest(cloud);
    }

    /** Throws where the call is not allowed. What is not there is for the action itself to say. */
    void admit(String action, Ec2Query query) {
        switch (action) {
            case "AttachVolume", "DetachVolume" -> {
                volumes(query).forEach(volume -> demand(action, volume.id, volume.tags.containsKey(INSTALLATION)));
                instances(query)
                        .forEach(instance -> demand(action, instance.id, instance.tags.containsKey(INSTALLATION)));
            }
            case "ModifyInstanceAttribute" ->
                instances(query)
                        .forEach(instance -> demand(action, instance.id, instance.tags.containsKey(INSTALLATION)));
            case "TerminateInstances" ->
                instances(query).forEach(instance -> demand(action, instance.id, isBuilder(instance.tags)));
            default -> {}
        }
    }

    /** What a dry run finds out beyond that: whether what is named is there, and fits together. */
    void rehearse(String action, Ec2Query query) {
        if (action.equals("RunInstances")) {
            launches.read(query);
            query.structures("TagSpecification")
                    .forEach(specification -> demand(
                            action,
                            specification.value("ResourceType", "*"),
                            isBuilder(TagActions.read(specification))));
        }
        for (String id : named(query, "InstanceId")) {
            if (!cloud.world().instances.containsKey(id)) {
                throw AwsError.client("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
            }
        }
        for (String id : named(query, "VolumeId")) {
            if (!cloud.world().volumes.containsKey(id)) {
                throw AwsError.client("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
            }
        }
    }

    private static boolean isBuilder(Map<String, String> tags) {
        return tags.containsKey(INSTALLATION) && "builder".equals(tags.get(ROLE));
    }

    private static void demand(String action, String resource, boolean allowed) {
        if (!allowed) {
            throw new AwsError(
                    "UnauthorizedOperation",
                    403,
                    "You are not authorized to perform this operation. User: arn:aws:sts::" + Documents.ACCOUNT
                            + ":assumed-role/sojourn-bot/playground is not authorized to perform: ec2:" + action
                            + " on resource: " + resource
                            + " because no identity-based policy allows the ec2:" + action + " action.");
        }
    }

    private List<Instance> instances(Ec2Query query) {
        return named(query, "InstanceId").stream()
                .map(cloud.world().instances::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private List<Volume> volumes(Ec2Query query) {
        return named(query, "VolumeId").stream()
                .map(cloud.world().volumes::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static List<String> named(Ec2Query query, String name) {
        List<String> ids = new ArrayList<>(query.list(name));
        String one = query.value(name);
        if (one != null) {
            ids.add(one);
        }
        return ids;
    }
}
