package dev.sojourn.doctor;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.Inventory;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Permissions;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An installation in which everything is well, and whose every part a test can break. */
final class DoctorRoom {

    static final WorkingVolume VOLUME = Plans.volume();
    static final String HOST = VOLUME.host();
    static final String ZONE = "us-east-1a";
    static final String TOOLCHAIN = "g++ 12.2.0|GNU ld 2.40|3.25.1|1.11.1|2.36|x86_64";

    Instant now = Instant.parse("2026-11-01T10:00:00Z");
    String volumeState = "in-use";
    String volumeZone = ZONE;
    boolean volumeKnown = true;
    List<VolumeView.Attachment> attachments =
            new ArrayList<>(List.of(new VolumeView.Attachment(HOST, "/dev/sdf", "attached", false)));
    boolean hostKnown = true;
    InstanceView.State hostState = InstanceView.State.RUNNING;
    String hostZone = ZONE;
    Map<String, String> hostTags = new HashMap<>(Map.of("sojourn:installation", "test", "sojourn:role", "host"));
    Optional<RemoteShell.Agent> agent = Optional.of(RemoteShell.Agent.ONLINE);
    Optional<String> silence = Optional.empty();
    Map<String, String> facts = new HashMap<>(Map.ofEntries(
            Map.entry("mounted", "259:1"),
            Map.entry("numbers", "259:1"),
            Map.entry("disk", "/dev/nvme1n1"),
            Map.entry("fstype", "ext4"),
            Map.entry("uuid", "0a1b2c3d-0000-4000-8000-000000000001"),
            Map.entry("unsupported", ""),
            Map.entry("writable", "true"),
            Map.entry("marker", ""),
            Map.entry("beneath", "seen"),
            Map.entry("hidden", ""),
            Map.entry("free_mib", "50000"),
            Map.entry("free_inodes", "1000000"),
            Map.entry("fstab_source", "UUID=0a1b2c3d-0000-4000-8000-000000000001"),
            Map.entry("fstab_options", "defaults,nofail,x-systemd.device-timeout=10s"),
            Map.entry("source", "git"),
            Map.entry("owner", "1000"),
            Map.entry("root_free_mib", "4000"),
            Map.entry("tools", "git"),
            Map.entry("dirty_bytes", "0"),
            Map.entry("dirty_ratio", "20"),
            Map.entry("toolchain", TOOLCHAIN)));
    Optional<String> built = Optional.of(TOOLCHAIN);
    Optional<Inventory.ImageView> image =
            Optional.of(new Inventory.ImageView(Plans.BUILDER.image(), "available", "x86_64", 8));
    Optional<Inventory.SubnetView> subnet = Optional.of(new Inventory.SubnetView(Plans.BUILDER.subnet(), ZONE, 200));
    Set<String> offered = new HashSet<>(Set.of("c7i.16xlarge", "c7a.16xlarge"));
    List<String> types = new ArrayList<>(List.of("c7i.16xlarge", "c7a.16xlarge"));
    Optional<String> builder = Optional.of("i-0b0b0b0b0b0b0b0b0");
    PriceTable prices = Plans.shipped(Map.of());

    /** What a call is answered instead of yes; by its name in IAM. */
    final Map<String, Refused<?>> refusals = new HashMap<>(Map.of(
            "ec2:TerminateInstances " + HOST, new Refused<>(Refusal.DENIED, "UnauthorizedOperation", "not a builder")));

    boolean silentCloud;

    void refuse(String call, Refusal refusal, String code) {
        refusals.put(call, new Refused<>(refusal, code, "in words"));
    }

    Report examine() {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Profile profile = Plans.profile(ApprovalRule.DEFAULT, types.toArray(String[]::new));
        Setup setup = new Setup(
                "test",
                "us-east-1",
                List.of(VOLUME),
                List.of(profile),
                prices,
                Map.of("sojourn:installation", "test", "sojourn:role", "builder"));
        Eyes eyes = new Eyes(new Disks(), new Machines(), new Agents(), new Rights(), new Stock());
        facts.putIfAbsent("clock", Long.toString(now.getEpochSecond()));
        HostLook look = volume -> silence.map(HostLook.Told::nothing).orElseGet(() -> HostLook.Told.facts(facts));
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("AWS", new AccountCheck(setup, eyes));
        checks.put("volume", new VolumeCheck(setup, VOLUME, eyes));
        checks.put("permissions", new PermissionCheck(setup, VOLUME, eyes));
        checks.put("host", new HostCheck(setup, VOLUME, eyes, look, Optional.of(wanted -> built), clock));
        checks.put("builders", new BuilderCheck(setup, profile, eyes));
        checks.put("types", new TypesCheck(setup, profile, eyes));
        checks.put("prices", new PriceTableCheck(prices, clock));
        return new Doctor(checks, Duration.ofSeconds(30), clock).examine();
    }

    private <T> CloudAnswer<T> answer(String call, T value) {
        if (silentCloud) {
            return new Unclear<>("connection refused");
        }
        Refused<?> no = refusals.get(call);
        return no == null ? CloudAnswer.accepted(value) : new Refused<>(no.refusal(), no.code(), no.message());
    }

    private final class Disks implements Volumes {

        @Override
        public CloudAnswer<Map<String, VolumeView>> describe(Collection<String> ids) {
            VolumeView view = new VolumeView(VOLUME.id(), volumeState, volumeZone, 100, List.copyOf(attachments));
            return answer("ec2:DescribeVolumes", volumeKnown ? Map.of(VOLUME.id(), view) : Map.of());
        }

        @Override
        public CloudAnswer<Asked> attach(String volume, String instance, String device) {
            throw new AssertionError("the doctor changes nothing");
        }

        @Override
        public CloudAnswer<Asked> detach(String volume, String instance, String device) {
            throw new AssertionError("the doctor changes nothing");
        }
    }

    private final class Machines implements Instances {

        @Override
        public CloudAnswer<Map<String, InstanceView>> describe(Collection<String> ids) {
            InstanceView view = new InstanceView(
                    HOST,
                    hostState,
                    "t3.small",
                    hostZone,
                    "ami-0",
                    "subnet-0",
                    Instant.EPOCH,
                    Map.copyOf(hostTags),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty());
            return answer("ec2:DescribeInstances", hostKnown ? Map.of(HOST, view) : Map.of());
        }

        @Override
        public CloudAnswer<List<InstanceView>> findByTags(Map<String, String> tags) {
            return answer("ec2:DescribeInstances", List.of());
        }

        @Override
        public CloudAnswer<String> launch(LaunchOrder order) {
            throw new AssertionError("the doctor launches nothing");
        }

        @Override
        public CloudAnswer<Asked> terminate(String instance) {
            throw new AssertionError("the doctor ends nothing");
        }

        @Override
        public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
            throw new AssertionError("the doctor changes nothing");
        }

        @Override
        public CloudAnswer<Set<String>> offered(String zone, Collection<String> wanted) {
            return answer("ec2:DescribeInstanceTypeOfferings", Set.copyOf(offered));
        }

        @Override
        public CloudAnswer<Map<String, String>> spotStatus(Collection<String> requests) {
            return CloudAnswer.accepted(Map.of());
        }
    }

    private final class Agents implements RemoteShell {

        @Override
        public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
            return answer(
                    "ssm:DescribeInstanceInformation",
                    agent.map(one -> Map.of(HOST, one)).orElse(Map.of()));
        }

        @Override
        public CloudAnswer<String> send(
                Collection<String> instances, String operation, String script, int timeoutSeconds) {
            throw new AssertionError("the look has a port of its own");
        }

        @Override
        public CloudAnswer<Optional<String>> find(String instance, String operation) {
            return CloudAnswer.accepted(Optional.empty());
        }

        @Override
        public CloudAnswer<List<Invocation>> invocations(String command) {
            return CloudAnswer.accepted(List.of());
        }

        @Override
        public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
            return CloudAnswer.accepted(List.of());
        }

        @Override
        public CloudAnswer<Invocation> invocation(String command, String instance) {
            return new Unclear<>("nothing was sent");
        }
    }

    private final class Rights implements Permissions {

        @Override
        public CloudAnswer<Asked> launch(LaunchOrder order) {
            return answer("ec2:RunInstances", Asked.ASKED);
        }

        @Override
        public CloudAnswer<Asked> attach(String volume, String instance, String device) {
            return answer("ec2:AttachVolume", Asked.ASKED);
        }

        @Override
        public CloudAnswer<Asked> detach(String volume, String instance, String device) {
            return answer("ec2:DetachVolume", Asked.ASKED);
        }

        @Override
        public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
            return answer("ec2:ModifyInstanceAttribute", Asked.ASKED);
        }

        @Override
        public CloudAnswer<Asked> terminate(String instance) {
            return answer("ec2:TerminateInstances " + instance, Asked.ASKED);
        }
    }

    private final class Stock implements Inventory {

        @Override
        public CloudAnswer<Identity> identity(String instance) {
            return answer("identity", new Identity("AKIA…WXYZ", "123456789012"));
        }

        @Override
        public CloudAnswer<Map<String, ImageView>> images(Collection<String> ids) {
            return answer(
                    "ec2:DescribeImages",
                    image.map(one -> Map.of(one.id(), one)).orElse(Map.of()));
        }

        @Override
        public CloudAnswer<Map<String, SubnetView>> subnets(Collection<String> ids) {
            return answer(
                    "ec2:DescribeSubnets",
                    subnet.map(one -> Map.of(one.id(), one)).orElse(Map.of()));
        }

        @Override
        public CloudAnswer<Map<String, String>> agentVersions(Collection<String> instances) {
            return answer(
                    "ssm:DescribeInstanceInformation",
                    agent.map(one -> Map.of(HOST, "3.3.2746.0")).orElse(Map.of()));
        }

        @Override
        public CloudAnswer<Optional<String>> anyWithTags(Map<String, String> tags) {
            return answer("ec2:DescribeInstances", builder);
        }
    }
}
