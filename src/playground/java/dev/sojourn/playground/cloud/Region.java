package dev.sojourn.playground.cloud;

import java.util.List;
import java.util.Map;

/** What this account owns besides instances and volumes; all of it is fixed. */
final class Region {
    static final String NAME = "us-east-1";
    static final String ZONE = "us-east-1a";
    static final List<String> ZONES = List.of(ZONE, "us-east-1b");
    static final String VPC = "vpc-0a11ca5e00000001";
    static final String IMAGE = "ami-0a11feed00000001";
    static final String SUBNET = "subnet-0a11cafe00000001";
    static final String SECURITY_GROUP = "sg-0a11cafe00000001";
    static final String INSTANCE_PROFILE =
            "arn:aws:iam::" + Documents.ACCOUNT + ":instance-profile/sojourn-builder-playground";

    /** The zone of each subnet: the volumes' one, and one in which they cannot be attached. */
    static final Map<String, String> SUBNETS = Map.of(SUBNET, ZONE, "subnet-0a11cafe00000002", "us-east-1b");

    private Region() {}
}
