package dev.sojourn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls to AWS that the playground's traffic inspector has, as IAM would look at them. */
public final class RecordedCalls {

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";

    private static final String EC2 = "arn:aws:ec2:" + REGION + ":" + ACCOUNT + ":";
    private static final int FORBIDDEN = 403;

    private final Map<String, Map<String, String>> tags;
    private final Policy policy;

    /**
     * @param tags of instances and volumes, by id
     * @param template with the values of the installation that was recorded
     */
    public RecordedCalls(Map<String, Map<String, String>> tags, Template template) {
        this.tags = Map.copyOf(tags);
        this.policy = template.policy("BotRole");
    }

    /** The calls on which the policy and the cloud that answered were of different opinions; empty: of none. */
    public List<String> disputed(Iterable<JsonNode> traffic) {
        List<String> disputed = new ArrayList<>();
        IamDecision decision = new IamDecision(policy);
        for (JsonNode entry : traffic) {
            String service = entry.path("service").asText();
            if (!service.equals("ec2") && !service.equals("ssm")) {
                continue;
            }
            boolean allowed = calls(entry).stream().allMatch(decision::allows);
            boolean done = entry.path("status").asInt() != FORBIDDEN;
            if (allowed != done) {
                disputed.add((allowed ? "allowed by the policy alone: " : "not allowed by the policy: ")
                        + entry.path("action").asText() + " " + entry.path("parameters"));
            }
        }
        return disputed;
    }

    private List<IamCall> calls(JsonNode entry) {
        String action =
                entry.path("service").asText() + ":" + entry.path("action").asText();
        JsonNode parameters = entry.path("parameters");
        return switch (action) {
            case "ec2:RunInstances" -> launch(parameters);
            case "ec2:AttachVolume", "ec2:DetachVolume" ->
                List.of(new IamCall(
                        action,
                        List.of(
                                tagged("volume", parameters.path("VolumeId").asText()),
                                tagged("instance", parameters.path("InstanceId").asText())),
                        region()));
            case "ec2:TerminateInstances" ->
                List.of(new IamCall(
                        action,
                        List.of(tagged(
                                "instance", parameters.path("InstanceId.1").asText())),
                        region()));
            case "ec2:ModifyInstanceAttribute" ->
                List.of(new IamCall(
                        action,
                        List.of(tagged("instance", parameters.path("InstanceId").asText())),
                        region()));
            case "ssm:GetParameter" ->
                List.of(IamCall.on(
                        action,
                        "arn:aws:ssm:" + REGION + ":" + ACCOUNT + ":parameter"
                                + parameters.path("Name").asText(),
                        Map.of()));
            case "ssm:SendCommand" -> List.of(new IamCall(action, targets(parameters), Map.of()));
            default -> List.of(new IamCall(action, List.of(new IamCall.Resource("*", Map.of())), region()));
        };
    }

    private static Map<String, String> region() {
        return Map.of("ec2:Region", REGION);
    }

    private IamCall.Resource tagged(String kind, String id) {
        Map<String, String> context = new HashMap<>();
        tags.getOrDefault(id, Map.of()).forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        return new IamCall.Resource(EC2 + kind + "/" + id, context);
    }

    private List<IamCall.Resource> targets(JsonNode parameters) {
        List<IamCall.Resource> resources = new ArrayList<>();
        resources.add(new IamCall.Resource(
                "arn:aws:ssm:" + REGION + "::document/"
                        + parameters.path("DocumentName").asText(),
                Map.of()));
        parameters.path("InstanceIds").forEach(id -> {
            Map<String, String> context = new HashMap<>();
            tags.getOrDefault(id.asText(), Map.of())
                    .forEach((key, value) -> context.put("ssm:resourceTag/" + key, value));
            resources.add(new IamCall.Resource(EC2 + "instance/" + id.asText(), context));
        });
        return resources;
    }

    /** A launch asks for the launch, for the tags, and for handing over a role. */
    private static List<IamCall> launch(JsonNode parameters) {
        Map<String, Map<String, String>> given = requestTags(parameters);
        String profile = parameters.path("IamInstanceProfile.Arn").asText();
        Map<String, String> instance = new HashMap<>(given.getOrDefault("instance", Map.of()));
        instance.put("ec2:InstanceType", parameters.path("InstanceType").asText());
        instance.put(
                "ec2:MetadataHttpTokens",
                parameters.path("MetadataOptions.HttpTokens").asText());
        instance.put("ec2:InstanceProfile", profile);
        List<IamCall.Resource> resources = new ArrayList<>();
        resources.add(new IamCall.Resource(EC2 + "instance/*", instance));
        for (String kind : List.of("volume", "network-interface", "spot-instances-request")) {
            if (given.containsKey(kind)) {
                resources.add(new IamCall.Resource(EC2 + kind + "/*", given.get(kind)));
            }
        }
        resources.add(new IamCall.Resource(
                "arn:aws:ec2:" + REGION + "::image/"
                        + parameters.path("ImageId").asText(),
                Map.of()));
        resources.add(new IamCall.Resource(
                EC2 + "subnet/" + parameters.path("SubnetId").asText(), Map.of()));
        resources.add(new IamCall.Resource(
                EC2 + "security-group/" + parameters.path("SecurityGroupId.1").asText(), Map.of()));
        List<IamCall> calls = new ArrayList<>();
        calls.add(new IamCall("ec2:RunInstances", resources, region()));
        calls.add(IamCall.on(
                "iam:PassRole",
                profile.replace(":instance-profile/", ":role/"),
                Map.of("iam:PassedToService", "ec2.amazonaws.com")));
        given.forEach((kind, context) -> {
            Map<String, String> all = new HashMap<>(context);
            all.put("ec2:CreateAction", "RunInstances");
            calls.add(IamCall.on("ec2:CreateTags", EC2 + kind + "/*", all));
        });
        return calls;
    }

    private static Map<String, Map<String, String>> requestTags(JsonNode parameters) {
        Map<String, Map<String, String>> given = new LinkedHashMap<>();
        for (int at = 1; parameters.has("TagSpecification." + at + ".ResourceType"); at++) {
            String prefix = "TagSpecification." + at + ".";
            Map<String, String> context = new TreeMap<>();
            for (int tag = 1; parameters.has(prefix + "Tag." + tag + ".Key"); tag++) {
                context.put(
                        "aws:RequestTag/"
                                + parameters
                                        .path(prefix + "Tag." + tag + ".Key")
                                        .asText(),
                        parameters.path(prefix + "Tag." + tag + ".Value").asText());
            }
            given.put(parameters.path(prefix + "ResourceType").asText(), context);
        }
        return given;
    }
}
