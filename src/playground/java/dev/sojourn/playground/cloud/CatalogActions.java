package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be launched, and into what: types, offerings, subnets, images. */
final class CatalogActions {
    private static final Filters TYPES =
            new Filters(Map.of("instance-type", "instanceType", "hypervisor", "hypervisor"));
    private static final Filters OFFERINGS =
            new Filters(Map.of("instance-type", "instanceType", "location", "location"));
    private static final Filters SUBNETS =
            new Filters(Map.of("subnet-id", "subnetId", "availability-zone", "availabilityZone", "vpc-id", "vpcId"));
    private static final Filters IMAGES = new Filters(Map.of("image-id", "imageId", "state", "imageState"));
    private static final String[] USUAL = {"Filter", "MaxResults", "NextToken", "DryRun"};
    private static final int MOST = 100;

    private final ObjectMapper json;
    private final Pages pages;

    CatalogActions(Cloud cloud) {
        this.json = cloud.kernel().json();
        this.pages = new Pages(cloud.random());
    }

    Map<String, Ec2Action> actions() {
        return Map.of(
                "DescribeInstanceTypes", Ec2Action.reading(this::types, with("InstanceType")),
                "DescribeInstanceTypeOfferings", Ec2Action.reading(this::offerings, with("LocationType")),
                "DescribeSubnets", Ec2Action.reading(this::subnets, with("SubnetId")),
                "DescribeImages", Ec2Action.reading(this::images, with("ImageId", "Owner", "ExecutableBy")));
    }

    private ObjectNode types(Ec2Query query, Struck struck) {
        List<String> names = query.list("InstanceType");
        for (String name : names) {
            if (InstanceType.named(name).isEmpty()) {
                throw AwsError.client(
                        "InvalidInstanceType", "The following supplied instance types do not exist: [" + name + "]");
            }
        }
        List<ObjectNode> found = new ArrayList<>();
        for (InstanceType type : InstanceType.all().values()) {
            if (names.isEmpty() || names.contains(type.name())) {
                found.add(document(type));
            }
        }
        return page("instanceTypeSet", "instanceType", found, TYPES, query, names);
    }

    private ObjectNode document(InstanceType type) {
        ObjectNode document = json.createObjectNode()
                .put("instanceType", type.name())
                .put("currentGeneration", !type.xen())
                .put("bareMetal", type.name().contains("metal"))
                .put("hypervisor", type.xen() ? "xen" : "nitro");
        document.putArray("supportedUsageClasses").add("on-demand").add("spot");
        document.putObject("processorInfo").putArray("supportedArchitectures").add("x86_64");
        document.putObject("vCpuInfo").put("defaultVCpus", type.vcpus());
        document.putObject("memoryInfo").put("sizeInMiB", type.memoryMib());
        document.putObject("ebsInfo").put("nvmeSupport", type.xen() ? "unsupported" : "required");
        return document;
    }

    private ObjectNode offerings(Ec2Query query, Struck struck) {
        String kind = query.value("LocationType", "region");
        List<ObjectNode> found = new ArrayList<>();
        for (InstanceType type : InstanceType.all().values()) {
            for (String location : kind.equals("availability-zone") ? type.zones() : List.of(Region.NAME)) {
                found.add(json.createObjectNode()
                        .put("instanceType", type.name())
                        .put("locationType", kind)
                        .put("location", location));
            }
        }
        return page("instanceTypeOfferingSet", "instanceType", found, OFFERINGS, query, List.of());
    }

    private ObjectNode subnets(Ec2Query query, Struck struck) {
        List<String> ids = query.list("SubnetId");
        known(ids, Region.SUBNETS.keySet(), "InvalidSubnetID.NotFound", "subnet");
        List<ObjectNode> found = new ArrayList<>();
        Region.SUBNETS.forEach((id, zone) -> {
            if (ids.isEmpty() || ids.contains(id)) {
                ObjectNode subnet = json.createObjectNode()
                        .put("subnetId", id)
                        .put("state", "available")
                        .put("vpcId", Region.VPC)
                        .put("availabilityZone", zone)
                        .put("availableIpAddressCount", 4091)
                        .put("cidrBlock", zone.endsWith("a") ? "10.0.0.0/20" : "10.0.16.0/20");
                subnet.putArray("tagSet");
                found.add(subnet);
            }
        });
        return page("subnetSet", "subnetId", found, SUBNETS, query, ids);
    }

    private ObjectNode images(Ec2Query query, Struck struck) {
        List<String> ids = query.list("ImageId");
        known(ids, List.of(Region.IMAGE), "InvalidAMIID.NotFound", "image");
        ObjectNode image = json.createObjectNode()
                .put("imageId", Region.IMAGE)
                .put("imageState", "available")
                .put("imageOwnerId", Documents.ACCOUNT)
                .put("isPublic", false)
                .put("architecture", "x86_64")
                .put("name", "sojourn-builder")
                .put("rootDeviceType", "ebs")
                .put("rootDeviceName", InstanceDocument.ROOT_DEVICE)
                .put("virtualizationType", "hvm")
                .put("creationDate", "2026-11-01T00:00:00.000Z");
        image.putArray("tagSet");
        image.putArray("blockDeviceMapping")
                .addObject()
                .put("deviceName", InstanceDocument.ROOT_DEVICE)
                .putObject("ebs")
                .put("volumeSize", 8)
                .put("volumeType", "gp3")
                .put("deleteOnTermination", true);
        return page("imagesSet", "imageId", List.of(image), IMAGES, query, ids);
    }

    private ObjectNode page(
            String set, String key, List<ObjectNode> found, Filters filters, Ec2Query query, List<String> ids) {
        List<ObjectNode> wanted = found.stream()
                .filter(document -> filters.match(document, query.structures("Filter")))
                .toList();
        boolean whole = !ids.isEmpty()
                || (query.value("MaxResults") == null && query.value("NextToken") == null && wanted.size() <= MOST);
        Pages.Page<ObjectNode> page = whole
                ? new Pages.Page<>(wanted, null)
                : pages.cut(
                        wanted,
                        document -> document.path(key).asText()
                                + document.path("location").asText(),
                        Math.max(1, query.number("MaxResults", MOST)),
                        query.value("NextToken"),
                        "InvalidNextToken");
        ObjectNode answer = json.createObjectNode();
        answer.putArray(set).addAll(page.items());
        return Seen.withToken(answer, page);
    }

    private static void known(List<String> ids, java.util.Collection<String> all, String code, String what) {
        for (String id : ids) {
            if (!all.contains(id)) {
                throw AwsError.client(code, "The " + what + " ID '" + id + "' does not exist");
            }
        }
    }

    private static String[] with(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(List.of(USUAL));
        return all.toArray(String[]::new);
    }
}
