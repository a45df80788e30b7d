package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** CreateTags and DescribeTags. */
final class TagActions {
    private static final Filters FILTERS = new Filters(
            Map.of("resource-id", "resourceId", "resource-type", "resourceType", "key", "key", "value", "value"));
    private static final int MOST_TAGS = 50;

    private final Cloud cloud;
    private final ObjectMapper json;

    TagActions(Cloud cloud) {
        this.cloud = cloud;
        this.json = cloud.kernel().json();
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "CreateTags", Ec2Action.changing(this::create, "ResourceId", "Tag", "DryRun"),
                "DescribeTags", Ec2Action.reading(this::describe, "Filter", "MaxResults", "NextToken", "DryRun"));
    }

    /** The tags of a call, checked. */
    static Map<String, String> read(Ec2Query query) {
        Map<String, String> tags = new TreeMap<>();
        for (Ec2Query tag : query.structures("Tag")) {
            String key = tag.required("Key");
            if (key.startsWith("aws:")
                    || key.length() > 128
                    || tag.value("Value", "").length() > 256) {
                throw AwsError.client("InvalidParameterValue", "Tag key or value is not allowed: " + key);
            }
            tags.put(key, tag.value("Value", ""));
        }
        return tags;
    }

    private ObjectNode create(Ec2Query query, Struck struck) {
        Map<String, String> tags = read(query);
        for (String id : query.list("ResourceId")) {
            Instance instance = cloud.world().instances.get(id);
            Volume volume = cloud.world().volumes.get(id);
            if (instance != null) {
                put(instance.tags, tags);
                cloud.changed(instance);
            } else if (volume != null) {
                put(volume.tags, tags);
                cloud.changed(volume);
            } else {
                throw AwsError.client("InvalidID", "The ID '" + id + "' is not valid");
            }
        }
        return json.createObjectNode().put("return", true);
    }

    private static void put(Map<String, String> present, Map<String, String> tags) {
        present.putAll(tags);
        if (present.size() > MOST_TAGS) {
            throw AwsError.client("TagLimitExceeded", "More than " + MOST_TAGS + " tags.");
        }
    }

    private ObjectNode describe(Ec2Query query, Struck struck) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode set = answer.putArray("tagSet");
        cloud.world().instances.values().forEach(instance -> add(set, query, instance.id, "instance", instance.tags));
        cloud.world().volumes.values().forEach(volume -> add(set, query, volume.id, "volume", volume.tags));
        return answer;
    }

    private void add(ArrayNode set, Ec2Query query, String id, String kind, Map<String, String> tags) {
        tags.forEach((key, value) -> {
            ObjectNode tag = json.createObjectNode()
                    .put("resourceId", id)
                    .put("resourceType", kind)
                    .put("key", key)
                    .put("value", value);
            if (FILTERS.match(tag, query.structures("Filter"))) {
                set.add(tag);
            }
        });
    }
}
