package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DescribeSpotInstanceRequests and DescribeSpotPriceHistory. */
final class SpotActions {
    private static final Filters REQUEST_FILTERS = new Filters(Map.of(
            "spot-instance-request-id", "spotInstanceRequestId",
            "instance-id", "instanceId",
            "state", "state",
            "status-code", "status.code"));
    private static final Filters PRICE_FILTERS = new Filters(Map.of(
            "instance-type", "instanceType",
            "availability-zone", "availabilityZone",
            "product-description", "productDescription"));
    private static final int MOST = 1_000;

    private final Cloud cloud;
    private final Pages pages;
    private final ObjectMapper json;

    SpotActions(Cloud cloud) {
        this.cloud = cloud;
        this.pages = new Pages(cloud.random());
        this.json = cloud.kernel().json();
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "DescribeSpotInstanceRequests",
                        Ec2Action.reading(
                                this::requests, "SpotInstanceRequestId", "Filter", "MaxResults", "NextToken", "DryRun"),
                "DescribeSpotPriceHistory",
                        Ec2Action.reading(
                                this::prices,
                                "InstanceType",
                                "ProductDescription",
                                "AvailabilityZone",
                                "StartTime",
                                "EndTime",
                                "Filter",
                                "MaxResults",
                                "NextToken",
                                "DryRun"));
    }

    /** Never behind: the status is the first sign of a reclaim. */
    private ObjectNode requests(Ec2Query query, Struck struck) {
        List<String> wanted = query.list("SpotInstanceRequestId");
        List<ObjectNode> found = new ArrayList<>();
        for (Instance instance : cloud.world().instances.values()) {
            SpotRequest spot = instance.spot;
            if (spot != null && (wanted.isEmpty() || wanted.contains(spot.id))) {
                found.add(document(instance, spot));
            }
        }
        for (String id : wanted) {
            if (found.stream()
                    .noneMatch(request ->
                            request.path("spotInstanceRequestId").asText().equals(id))) {
                throw AwsError.client(
                        "InvalidSpotInstanceRequestID.NotFound",
                        "The spot instance request ID '" + id + "' does not exist");
            }
        }
        found.removeIf(request -> !REQUEST_FILTERS.match(request, query.structures("Filter")));
        Pages.Page<ObjectNode> page = query.value("MaxResults") == null && query.value("NextToken") == null
                ? new Pages.Page<>(found, null)
                : cut(found, "spotInstanceRequestId", query);
        ObjectNode answer = json.createObjectNode();
        answer.putArray("spotInstanceRequestSet").addAll(page.items());
        return Seen.withToken(answer, page);
    }

    private ObjectNode document(Instance instance, SpotRequest spot) {
        ObjectNode document = json.createObjectNode()
                .put("spotInstanceRequestId", spot.id)
                .put("spotPrice", InstanceType.of(instance).usdPerHour())
                .put("type", "one-time")
                .put("state", spot.state);
        document.putObject("status")
                .put("code", spot.code)
                .put("updateTime", Documents.time(spot.updatedAt))
                .put("message", spot.code.replace('-', ' '));
        document.putObject("launchSpecification").put("instanceType", instance.launch.type());
        document.put("instanceId", instance.id)
                .put("createTime", Documents.time(spot.createdAt))
                .put("productDescription", "Linux/UNIX")
                .put("launchedAvailabilityZone", instance.launch.zone());
        Documents.tags(document, spot.tags);
        return document.put("instanceInterruptionBehavior", "terminate");
    }

    private ObjectNode prices(Ec2Query query, Struck struck) {
        Instant from = time(query.value("StartTime", cloud.now().toString()));
        Instant until = time(query.value("EndTime", cloud.now().toString()));
        List<String> types = query.list("InstanceType");
        List<String> products = query.list("ProductDescription");
        List<ObjectNode> found = new ArrayList<>();
        for (InstanceType type : InstanceType.all().values()) {
            for (String zone : type.zones()) {
                boolean wanted = (types.isEmpty() || types.contains(type.name()))
                        && zone.equals(query.value("AvailabilityZone", zone))
                        && (products.isEmpty() || products.stream().anyMatch(name -> name.startsWith("Linux/UNIX")));
                if (wanted) {
                    history(type, zone, from, until, found);
                }
            }
        }
        found.removeIf(price -> !PRICE_FILTERS.match(price, query.structures("Filter")));
        Pages.Page<ObjectNode> page = cut(found, "key", query);
        ObjectNode answer = json.createObjectNode();
        ArrayNode set = answer.putArray("spotPriceHistorySet");
        page.items().forEach(price -> set.add(price.without("key")));
        return answer.put("nextToken", page.nextToken() == null ? "" : page.nextToken());
    }

    /** The prices that held at some time of the span: the first began before it. */
    private void history(InstanceType type, String zone, Instant from, Instant until, List<ObjectNode> found) {
        long step = Prices.STEP.toSeconds();
        for (long at = from.getEpochSecond() / step * step; at <= until.getEpochSecond(); at += step) {
            Instant time = Instant.ofEpochSecond(at);
            found.add(json.createObjectNode()
                    .put("key", zone + type.name() + "%012d".formatted(at))
                    .put("instanceType", type.name())
                    .put("productDescription", "Linux/UNIX")
                    .put("spotPrice", "%.6f".formatted(new Prices().spot(type, zone, time)))
                    .put("timestamp", Documents.time(time))
                    .put("availabilityZone", zone));
        }
    }

    private Pages.Page<ObjectNode> cut(List<ObjectNode> found, String key, Ec2Query query) {
        return pages.cut(
                found,
                document -> document.path(key).asText(),
                Math.max(1, query.number("MaxResults", MOST)),
                query.value("NextToken"),
                "InvalidNextToken");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw AwsError.client("InvalidParameterValue", "'" + text + "' is not a time");
        }
    }
}
