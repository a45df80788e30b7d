package dev.sojourn.playground.cloud;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a RunInstances call asks for, and refuses what EC2 would refuse. */
final class LaunchRequest {
    static final String[] PARAMETERS = {
        "ImageId",
        "InstanceType",
        "MinCount",
        "MaxCount",
        "SubnetId",
        "SecurityGroupId",
        "NetworkInterface",
        "IamInstanceProfile",
        "UserData",
        "ClientToken",
        "InstanceInitiatedShutdownBehavior",
        "InstanceMarketOptions",
        "BlockDeviceMapping",
        "MetadataOptions",
        "TagSpecification",
        "Placement",
        "EbsOptimized",
        "Monitoring",
        "KeyName",
        "DisableApiTermination",
        "DryRun"
    };

    private static final int MOST_USER_DATA = 16_384;

    private final Cloud cloud;

    LaunchRequest(Cloud cloud) {
        this.cloud = cloud;
    }

    Launch read(Ec2Query query) {
        if (query.number("MinCount", 0) < 1 || query.number("MaxCount", 0) < query.number("MinCount", 0)) {
            throw AwsError.client("InvalidParameterValue", "MinCount and MaxCount must be 1 or more");
        }
        String image = query.required("ImageId");
        if (!image.equals(Region.IMAGE)) {
            throw AwsError.client("InvalidAMIID.NotFound", "The image id '[" + image + "]' does not exist");
        }
        String subnet = subnet(query);
        String zone = Region.SUBNETS.get(subnet);
        if (zone == null) {
            throw AwsError.client("InvalidSubnetID.NotFound", "The subnet ID '" + subnet + "' does not exist");
        }
        InstanceType type = type(query.required("InstanceType"), zone);
        boolean spot = query.value("InstanceMarketOptions.MarketType", "").equals("spot");
        boolean terminates = AttributeActions.terminates(query.value("InstanceInitiatedShutdownBehavior", "stop"));
        String kind = query.value("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time");
        if (spot && kind.equals("persistent")) {
            throw AwsError.client("UnsupportedOperation", "Persistent spot requests are not known here");
        }
        if (spot && !terminates && query.value("InstanceInitiatedShutdownBehavior") != null) {
            throw AwsError.client(
                    "InvalidParameterCombination", "A one-time Spot Instance cannot have the shutdown behavior 'stop'");
        }
        return new Launch(
                Ids.fresh("r", cloud.random()),
                type.name(),
                image,
                subnet,
                zone,
                groups(query),
                profile(query),
                userData(query),
                query.value("ClientToken", ""),
                query.value("MetadataOptions.HttpTokens", "optional"),
                spot,
                cloud.now());
    }

    private static InstanceType type(String name, String zone) {
        InstanceType type = InstanceType.named(name)
                .orElseThrow(() ->
                        AwsError.client("InvalidParameterValue", "Invalid value '" + name + "' for InstanceType."));
        if (!type.isOfferedIn(zone)) {
            throw AwsError.client(
                    "Unsupported",
                    "Your requested instance type (" + name + ") is not supported in your requested Availability"
                            + " Zone (" + zone + "). Please retry your request by not specifying an Availability Zone"
                            + " or choosing " + String.join(", ", type.zones()) + ".");
        }
        return type;
    }

    private static String subnet(Ec2Query query) {
        String subnet = query.value("SubnetId", query.value("NetworkInterface.1.SubnetId", Region.SUBNET));
        String zone = query.value("Placement.AvailabilityZone");
        if (zone != null && !zone.equals(Region.SUBNETS.get(subnet))) {
            throw AwsError.client(
                    "InvalidParameterValue", "The subnet '" + subnet + "' is not in the zone '" + zone + "'");
        }
        return subnet;
    }

    private static List<String> groups(Ec2Query query) {
        List<String> groups = new ArrayList<>(query.list("SecurityGroupId"));
        groups.addAll(query.list("NetworkInterface.1.SecurityGroupId"));
        for (String group : groups) {
            if (!group.equals(Region.SECURITY_GROUP)) {
                throw AwsError.client("InvalidGroup.NotFound", "The security group '" + group + "' does not exist");
            }
        }
        return List.copyOf(groups);
    }

    private static @Nullable String profile(Ec2Query query) {
        String profile = query.value("IamInstanceProfile.Arn");
        String name = query.value("IamInstanceProfile.Name");
        if (profile == null && name != null) {
            profile = "arn:aws:iam::" + Documents.ACCOUNT + ":instance-profile/" + name;
        }
        if (profile != null && !profile.equals(Region.INSTANCE_PROFILE)) {
            throw AwsError.client(
                    "InvalidParameterValue", "Value (" + profile + ") for parameter iamInstanceProfile is invalid.");
        }
        return profile;
    }

    private static String userData(Ec2Query query) {
        String userData = query.value("UserData", "");
        try {
            if (Base64.getMimeDecoder().decode(userData).length > MOST_USER_DATA) {
                throw AwsError.client("InvalidParameterValue", "User data is limited to 16384 bytes");
            }
        } catch (IllegalArgumentException wrong) {
            throw AwsError.client("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        return userData;
    }
}
