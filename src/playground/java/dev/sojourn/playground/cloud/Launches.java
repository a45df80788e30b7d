package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Brings instances into the world. Only under the cloud's lock. */
final class Launches {
    /** vCPUs that the account may have running, for each market. */
    private static final int QUOTA = 1_024;

    private final Cloud cloud;
    private final Machines machines;
    private final People people;

    Launches(Cloud cloud, Machines machines, People people) {
        this.cloud = cloud;
        this.machines = machines;
        this.people = people;
    }

    void checkQuota(Launch launch, int count) {
        int used = cloud.world().instances.values().stream()
                .filter(instance -> instance.state != InstanceState.TERMINATED
                        && instance.state != InstanceState.STOPPED
                        && instance.launch.spot() == launch.spot())
                .mapToInt(instance -> InstanceType.of(instance).vcpus())
                .sum();
        int wanted = InstanceType.named(launch.type()).orElseThrow().vcpus() * count;
        if (used + wanted > QUOTA) {
            throw AwsError.client(
                    launch.spot() ? "MaxSpotInstanceCountExceeded" : "VcpuLimitExceeded",
                    "You have requested more vCPU capacity than your current vCPU limit of " + QUOTA + " allows.");
        }
    }

    /** A pending instance, as the call asks for. */
    Instance launch(Launch launch, Ec2Query query) {
        Instance instance = add(Ids.fresh("i", cloud.random()), launch, rootGib(query));
        instance.tags.putAll(tags(query, "instance"));
        instance.terminateOnShutdown =
                AttributeActions.terminates(query.value("InstanceInitiatedShutdownBehavior", "stop"));
        instance.protectedFromTermination = query.flag("DisableApiTermination");
        if (launch.spot()) {
            SpotRequest spot = new SpotRequest(Ids.spotRequest(cloud.random()), cloud.now());
            spot.tags.putAll(tags(query, "spot-instances-request"));
            instance.spot = spot;
        }
        Volume root = cloud.world().volumes.get(instance.rootVolume);
        if (root != null) {
            root.tags.putAll(tags(query, "volume"));
        }
        for (String tag : new String[] {"sojourn:installation", "sojourn:role", "sojourn:job"}) {
            if (!instance.tags.containsKey(tag)) {
                cloud.violation("instance " + instance.id + " was launched without the tag " + tag);
            }
        }
        instance.due = cloud.after(Delay.LAUNCH, instance);
        cloud.changed(instance);
        return instance;
    }

    /** An instance with its root disk and its folder; nothing runs yet. */
    Instance add(String id, Launch launch, int rootGib) {
        Volume root = new Volume(Ids.fresh("vol", cloud.random()), launch.zone(), rootGib, cloud.now(), true);
        Attachment attachment = new Attachment(id, InstanceDocument.ROOT_DEVICE, cloud.now(), AttachmentState.ATTACHED);
        attachment.deleteOnTermination = true;
        root.attachment = attachment;
        Instance instance = new Instance(id, launch, root.id);
        try {
            machines.folder(id).create(launch.userData());
            people.settle(machines.folder(id).path());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the folder of " + id, failed);
        }
        cloud.world().instances.put(id, instance);
        cloud.world().volumes.put(root.id, root);
        cloud.changed(root);
        return instance;
    }

    private static int rootGib(Ec2Query query) {
        return query.structures("BlockDeviceMapping").stream()
                .filter(mapping -> mapping.value("DeviceName", "").equals(InstanceDocument.ROOT_DEVICE))
                .mapToInt(mapping -> mapping.number("Ebs.VolumeSize", 8))
                .findFirst()
                .orElse(8);
    }

    private static Map<String, String> tags(Ec2Query query, String resource) {
        Map<String, String> tags = new TreeMap<>();
        query.structures("TagSpecification").stream()
                .filter(specification -> resource.equals(specification.value("ResourceType")))
                .forEach(specification -> tags.putAll(TagActions.read(specification)));
        return tags;
    }
}
