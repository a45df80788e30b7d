package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DescribeInstanceInformation: which agents SSM knows. */
final class InformationActions {
    private static final Set<String> KEYS = Set.of("InstanceIds", "PingStatus", "ResourceType", "PlatformTypes");
    private static final int USUAL = 10;
    private static final int MOST = 50;

    private final Cloud cloud;
    private final Agents agents;
    private final Pages pages;
    private final ObjectMapper json;

    InformationActions(Cloud cloud, Agents agents) {
        this.cloud = cloud;
        this.agents = agents;
        this.pages = new Pages(cloud.random());
        this.json = cloud.kernel().json();
    }

    Map<String, SsmAction> actions() {
        return Map.of(
                "DescribeInstanceInformation",
                SsmAction.reading(
                        this::describe, "Filters", "InstanceInformationFilterList", "MaxResults", "NextToken"));
    }

    private ObjectNode describe(JsonNode request, Struck struck) {
        int most = request.path("MaxResults").asInt(USUAL);
        if (most < 5 || most > MOST) {
            throw SsmAction.invalid("MaxResults is 5 to " + MOST);
        }
        List<ObjectNode> found = new ArrayList<>();
        for (Instance instance : cloud.world().instances.values()) {
            String ping = agents.pingStatus(instance, cloud.now());
            if (!ping.isEmpty()
                    && matches(request.path("Filters"), "Key", "Values", instance, ping)
                    && matches(request.path("InstanceInformationFilterList"), "key", "valueSet", instance, ping)) {
                found.add(document(instance, ping));
            }
        }
        Pages.Page<ObjectNode> page = pages.cut(
                found,
                document -> document.path("InstanceId").asText(),
                most,
                request.hasNonNull("NextToken") ? request.path("NextToken").asText() : null,
                "InvalidNextToken");
        ObjectNode answer = json.createObjectNode();
        answer.putArray("InstanceInformationList").addAll(page.items());
        if (page.nextToken() != null) {
            answer.put("NextToken", page.nextToken());
        }
        return answer;
    }

    private static boolean matches(JsonNode filters, String key, String values, Instance instance, String ping) {
        for (JsonNode filter : filters) {
            String name = filter.path(key).asText();
            List<String> wanted = SsmAction.strings(filter.path(values));
            String present = switch (name) {
                case "InstanceIds" -> instance.id;
                case "PingStatus" -> ping;
                case "ResourceType" -> "EC2Instance";
                case "PlatformTypes" -> "Linux";
                default -> tag(name, instance);
            };
            if (!wanted.contains(present)) {
                return false;
            }
        }
        return true;
    }

    private static String tag(String name, Instance instance) {
        if (!name.startsWith("tag:")) {
            throw AwsError.client("InvalidFilterKey", name + " is not one of " + KEYS + " or tag:…");
        }
        return instance.tags.getOrDefault(name.substring("tag:".length()), "");
    }

    private ObjectNode document(Instance instance, String ping) {
        return json.createObjectNode()
                .put("InstanceId", instance.id)
                .put("PingStatus", ping)
                .put("LastPingDateTime", CommandDocument.seconds(instance.agent.lastPing))
                .put("AgentVersion", "3.3.2746.0")
                .put("IsLatestVersion", true)
                .put("PlatformType", "Linux")
                .put("PlatformName", "Debian GNU/Linux")
                .put("PlatformVersion", "12")
                .put("ResourceType", "EC2Instance")
                .put("ComputerName", instance.id);
    }
}
