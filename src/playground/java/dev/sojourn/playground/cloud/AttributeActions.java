package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** ModifyInstanceAttribute and DescribeInstanceAttribute. */
final class AttributeActions {
    private final Cloud cloud;
    private final Instances instances;
    private final ObjectMapper json;

    AttributeActions(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.instances = instances;
        this.json = cloud.kernel().json();
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "ModifyInstanceAttribute",
                        Ec2Action.changing(
                                this::modify,
                                "InstanceId",
                                "BlockDeviceMapping",
                                "InstanceInitiatedShutdownBehavior",
                                "DisableApiTermination",
                                "DryRun"),
                "DescribeInstanceAttribute", Ec2Action.reading(this::describe, "InstanceId", "Attribute", "DryRun"));
    }

    private ObjectNode modify(Ec2Query query, Struck struck) {
        Instance instance = instances.get(query.required("InstanceId"));
        for (Ec2Query mapping : query.structures("BlockDeviceMapping")) {
            Volume volume = onDevice(instance, mapping.required("DeviceName"));
            String wanted = mapping.value("Ebs.DeleteOnTermination");
            if (volume.attachment != null && wanted != null) {
                volume.attachment.deleteOnTermination = Boolean.parseBoolean(wanted);
                cloud.changed(volume);
            }
        }
        String behavior = query.value("InstanceInitiatedShutdownBehavior.Value");
        if (behavior != null) {
            instance.terminateOnShutdown = terminates(behavior);
        }
        String isProtected = query.value("DisableApiTermination.Value");
        if (isProtected != null) {
            instance.protectedFromTermination = Boolean.parseBoolean(isProtected);
        }
        cloud.changed(instance);
        return json.createObjectNode().put("return", true);
    }

    /** What an InstanceInitiatedShutdownBehavior says. */
    static boolean terminates(String behavior) {
        if (!behavior.equals("terminate") && !behavior.equals("stop")) {
            throw AwsError.client(
                    "InvalidParameterValue", "Invalid value '" + behavior + "' for instanceInitiatedShutdownBehavior");
        }
        return behavior.equals("terminate");
    }

    private ObjectNode describe(Ec2Query query, Struck struck) {
        Instance instance = instances.get(query.required("InstanceId"));
        String attribute = query.required("Attribute");
        ObjectNode answer = json.createObjectNode().put("instanceId", instance.id);
        switch (attribute) {
            case "blockDeviceMapping" ->
                answer.set(
                        attribute,
                        InstanceDocument.of(instance, cloud.world(), json).get("blockDeviceMapping"));
            case "instanceInitiatedShutdownBehavior" ->
                answer.putObject(attribute).put("value", instance.terminateOnShutdown ? "terminate" : "stop");
            case "disableApiTermination" -> answer.putObject(attribute).put("value", instance.protectedFromTermination);
            case "userData" -> answer.putObject(attribute).put("value", instance.launch.userData());
            case "instanceType" -> answer.putObject(attribute).put("value", instance.launch.type());
            default ->
                throw AwsError.client(
                        "InvalidParameterValue", "Value (" + attribute + ") for parameter attribute is invalid.");
        }
        return answer;
    }

    private Volume onDevice(Instance instance, String device) {
        return cloud.world().volumes.values().stream()
                .filter(volume -> volume.isOn(instance.id)
                        && volume.attachment != null
                        && volume.attachment.device.equals(device))
                .findFirst()
                .orElseThrow(() ->
                        AwsError.client("InvalidInstanceAttributeValue", "No device is currently mapped at " + device));
    }
}
