package dev.sojourn.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.Inventory.ImageView;
import dev.sojourn.cloud.Inventory.SubnetView;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {

    @Test
    void where_all_is_well_every_line_says_so() {
        Report report = new DoctorRoom().examine();
        assertThat(report.lines()).hasSizeGreaterThan(30).allMatch(line -> line.finding() instanceof Finding.Fine);
        assertThat(report.summary()).endsWith(" ok, 0 cannot be checked, 0 wrong");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "the volume is unknown",
                        "volume",
                        "knows no volume",
                        "volumes: id",
                        room -> room.volumeKnown = false),
                broken("the volume hangs on nothing", "volume", "attached to nothing", "attach-volume", room -> {
                    room.volumeState = "available";
                    room.attachments.clear();
                }),
                broken(
                        "the volume is elsewhere",
                        "volume",
                        "not on its host",
                        "detach-volume",
                        room -> room.attachments.set(
                                0, new VolumeView.Attachment("i-0eeeeeeeeeeeeeeee", "/dev/sdf", "attached", false))),
                broken(
                        "the detach hangs",
                        "volume",
                        "busy",
                        "describe-volumes",
                        room -> room.attachments.set(
                                0, new VolumeView.Attachment(DoctorRoom.HOST, "/dev/sdf", "busy", false))),
                broken(
                        "the volume would go with its host",
                        "deleteOnTermination",
                        "deleted together",
                        "modify-instance-attribute",
                        room -> room.attachments.set(
                                0, new VolumeView.Attachment(DoctorRoom.HOST, "/dev/sdf", "attached", true))),
                broken(
                        "the host is stopped",
                        "host",
                        "is stopped",
                        "start-instances",
                        room -> room.hostState = InstanceView.State.STOPPED),
                broken(
                        "the host is unknown",
                        "host",
                        "knows no instance",
                        "volumes: host",
                        room -> room.hostKnown = false),
                broken(
                        "the host has no tag",
                        "host's tags",
                        "carries no tag",
                        "create-tags",
                        room -> room.hostTags.remove("sojourn:installation")),
                broken(
                        "the host passes for a builder",
                        "host's tags",
                        "would end it",
                        "create-tags",
                        room -> room.hostTags.put("sojourn:role", "builder")),
                broken(
                        "host and volume are apart",
                        "zone",
                        "never be together",
                        "name a host",
                        room -> room.hostZone = "us-east-1b"),
                broken(
                        "the agent never registered",
                        "agent",
                        "never spoken",
                        "amazon-ssm-agent",
                        room -> room.agent = Optional.empty()),
                broken(
                        "the agent is silent",
                        "agent",
                        "silent",
                        "restart amazon-ssm-agent",
                        room -> room.agent = Optional.of(RemoteShell.Agent.LOST)),
                broken(
                        "scripts are not answered",
                        "scripts",
                        "did not answer",
                        "ssm:SendCommand",
                        room -> room.silence = Optional.of("ssm:SendCommand was refused: AccessDeniedException")),
                broken(
                        "nothing is mounted",
                        "mount",
                        "nothing is mounted",
                        "sudo mount /mnt/llvm",
                        room -> room.facts.put("mounted", "")),
                broken(
                        "another disk is mounted",
                        "mount",
                        "another disk",
                        "findmnt",
                        room -> room.facts.put("mounted", "259:9")),
                broken(
                        "the mount is read-only",
                        "mount",
                        "read-only",
                        "remount,rw",
                        room -> room.facts.put("writable", "false")),
                broken("the filesystem is none", "mount", "no ext4 or xfs", "lsblk", room -> {
                    room.facts.put("numbers", "");
                }),
                broken(
                        "there is swap on it",
                        "filesystem",
                        "swap file",
                        "swapoff",
                        room -> room.facts.put("unsupported", " swap file /mnt/llvm/swap")),
                broken(
                        "the marker is another's",
                        "marker",
                        "vol-0b",
                        ".sojourn-volume",
                        room -> room.facts.put("marker", "the marker says that this is vol-0b")),
                broken(
                        "files hide beneath it",
                        "mount point",
                        "notes.txt",
                        "umount",
                        room -> room.facts.put("hidden", "notes.txt")),
                broken(
                        "fstab does not know it",
                        "fstab",
                        "has no line",
                        "UUID=0a1b2c3d",
                        room -> room.facts.put("fstab_source", "")),
                broken(
                        "fstab lacks nofail",
                        "fstab",
                        "without nofail",
                        "nofail",
                        room -> room.facts.put("fstab_options", "defaults,x-systemd.device-timeout=10s")),
                broken(
                        "fstab lacks the timeout",
                        "fstab",
                        "waits 90 s",
                        "x-systemd.device-timeout",
                        room -> room.facts.put("fstab_options", "defaults,nofail")),
                broken(
                        "fstab names a device",
                        "fstab",
                        "/dev/xvdf, which changes",
                        "UUID=",
                        room -> room.facts.put("fstab_source", "/dev/xvdf")),
                broken(
                        "the volume is full",
                        "space on the volume",
                        "100 MiB",
                        "modify-volume",
                        room -> room.facts.put("free_mib", "100")),
                broken(
                        "the host's disk is full",
                        "space on its own disk",
                        "12 MiB",
                        "journalctl",
                        room -> room.facts.put("root_free_mib", "12")),
                broken(
                        "much may be unwritten",
                        "unwritten pages",
                        "16384 MiB",
                        "vm.dirty_bytes",
                        room -> room.facts.put("dirty_bytes", Long.toString(16L << 30))),
                broken(
                        "the clocks differ",
                        "clock",
                        "400 s apart",
                        "timedatectl",
                        room -> room.facts.put(
                                "clock",
                                Long.toString(room.now.minusSeconds(400).getEpochSecond()))),
                broken(
                        "the checkout is gone",
                        "checkout",
                        "no folder",
                        "clone",
                        room -> room.facts.put("source", "missing")),
                broken(
                        "the checkout is no checkout",
                        "checkout",
                        "no git checkout",
                        "clone",
                        room -> room.facts.put("source", "no-git")),
                broken(
                        "the checkout is root's",
                        "checkout",
                        "belongs to root",
                        "chown",
                        room -> room.facts.put("owner", "0")),
                broken(
                        "ninja is missing",
                        "tools",
                        "missing: ninja",
                        "install",
                        room -> room.facts.put("toolchain", "g++ 12.2.0|GNU ld 2.40|3.25.1||2.36|x86_64")),
                broken(
                        "the host was upgraded",
                        "toolchain of " + Plans.BUILDER.image(),
                        "compiler g++ 12.2.0, host g++ 13.1.0",
                        "from-host.sh",
                        room -> room.facts.put("toolchain", DoctorRoom.TOOLCHAIN.replace("12.2.0", "13.1.0"))),
                broken(
                        "the image is gone",
                        "image",
                        "knows no image",
                        "deploy/builder-image",
                        room -> room.image = Optional.empty()),
                broken(
                        "the image is not ready",
                        "image",
                        "is pending",
                        "image-available",
                        room -> room.image = Optional.of(new ImageView(Plans.BUILDER.image(), "pending", "x86_64", 8))),
                broken(
                        "the image is of another architecture",
                        "image",
                        "is for arm64",
                        "profiles: types",
                        room -> room.image =
                                Optional.of(new ImageView(Plans.BUILDER.image(), "available", "arm64", 8))),
                broken(
                        "the root disk is too small",
                        "root disk",
                        "needs 50",
                        "root-disk-gib",
                        room -> room.image =
                                Optional.of(new ImageView(Plans.BUILDER.image(), "available", "x86_64", 50))),
                broken(
                        "the subnet is gone",
                        "subnet",
                        "knows no subnet",
                        "builders: subnet",
                        room -> room.subnet = Optional.empty()),
                broken(
                        "the subnet is in another zone",
                        "subnet",
                        "is in us-east-1b",
                        "describe-subnets",
                        room -> room.subnet = Optional.of(new SubnetView(Plans.BUILDER.subnet(), "us-east-1b", 9))),
                broken(
                        "the subnet is full",
                        "subnet",
                        "no free address",
                        "larger subnet",
                        room -> room.subnet = Optional.of(new SubnetView(Plans.BUILDER.subnet(), DoctorRoom.ZONE, 0))),
                broken(
                        "a type is not offered",
                        "offered",
                        "c7a.16xlarge in us-east-1a",
                        "describe-instance-type-offerings",
                        room -> room.offered.remove("c7a.16xlarge")),
                broken("a type has no price", "prices", "not known for x9.large", "prices:", room -> {
                    room.types.add("x9.large");
                    room.offered.add("x9.large");
                }),
                broken(
                        "the prices are old",
                        "price table",
                        "days old",
                        "update",
                        room -> room.now = Instant.parse("2028-01-01T00:00:00Z")),
                broken(
                        "nobody is known",
                        "credentials",
                        "NoCredentials",
                        "get-caller-identity",
                        room -> room.refuse("identity", Refusal.DENIED, "NoCredentials")),
                denied("ec2:AttachVolume", "ec2:AttachVolume", "tag both"),
                denied("ec2:DetachVolume", "ec2:DetachVolume", "tag both"),
                denied("ec2:ModifyInstanceAttribute", "ec2:ModifyInstanceAttribute", "tag both"),
                denied("ec2:RunInstances", "launch on demand", "bot-policy.json"),
                denied("ec2:DescribeSubnets", "subnet", "bot-policy.json"),
                denied("ec2:DescribeImages", "image", "bot-policy.json"),
                denied("ec2:DescribeVolumes", "volume", "bot-policy.json"),
                denied("ec2:DescribeInstanceTypeOfferings", "offered", "bot-policy.json"),
                denied("ssm:DescribeInstanceInformation", "Systems Manager", "bot-policy.json"),
                broken(
                        "a group is gone",
                        "launch on demand",
                        "InvalidGroup.NotFound",
                        "builders:",
                        room -> room.refuse("ec2:RunInstances", Refusal.NOT_FOUND, "InvalidGroup.NotFound")),
                broken(
                        "the host could be terminated",
                        "ec2:TerminateInstances, host",
                        "may terminate the host",
                        "sojourn:role=builder",
                        room -> room.refusals.clear()));
    }

    private static Arguments broken(
            String what, String subject, String detail, String remedy, Consumer<DoctorRoom> breakIt) {
        return arguments(what, subject, detail, remedy, breakIt);
    }

    private static Arguments denied(String call, String subject, String remedy) {
        return broken(
                call + " is not allowed",
                subject,
                "UnauthorizedOperation",
                remedy,
                room -> room.refuse(call, Refusal.DENIED, "UnauthorizedOperation"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void what_is_broken_is_named_with_what_mends_it(
            String what, String subject, String detail, String remedy, Consumer<DoctorRoom> breakIt) {
        DoctorRoom room = new DoctorRoom();
        breakIt.accept(room);
        assertThat(room.examine().lines())
                .filteredOn(line -> line.subject().equals(subject))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.finding()).isInstanceOf(Finding.Wrong.class);
                    assertThat(line.finding().detail()).contains(detail);
                    assertThat(((Finding.Wrong) line.finding()).remedy()).contains(remedy);
                });
    }

    @Test
    void of_a_cloud_that_does_not_answer_nothing_is_called_fine() {
        DoctorRoom room = new DoctorRoom();
        room.silentCloud = true;
        Report report = room.examine();
        assertThat(report.lines())
                .filteredOn(line -> line.finding() instanceof Finding.Fine)
                .extracting(Line::subject)
                .containsExactlyInAnyOrder("prices", "price table");
        assertThat(report.lines())
                .filteredOn(line -> line.finding() instanceof Finding.Wrong)
                .extracting(Line::subject)
                .containsExactlyInAnyOrder("EC2", "Systems Manager");
    }

    @Test
    void of_a_host_that_does_not_answer_nothing_within_it_is_called_fine() {
        DoctorRoom room = new DoctorRoom();
        room.silence = Optional.of("no answer within 30 s");
        assertThat(room.examine().lines())
                .filteredOn(line -> line.area().startsWith("host of"))
                .filteredOn(line -> line.finding() instanceof Finding.Fine)
                .extracting(Line::subject)
                .containsExactly("agent");
    }

    @Test
    void before_the_first_build_it_says_what_only_a_build_can_show() {
        DoctorRoom room = new DoctorRoom();
        room.built = Optional.empty();
        room.builder = Optional.empty();
        assertThat(room.examine().lines())
                .filteredOn(line -> line.finding() instanceof Finding.Unchecked)
                .extracting(Line::subject)
                .containsExactlyInAnyOrder("toolchain of " + Plans.BUILDER.image(), "ec2:TerminateInstances, builder");
    }

    @Test
    void a_check_that_breaks_or_hangs_is_told_and_holds_up_no_other() {
        CountDownLatch never = new CountDownLatch(1);
        Check hangs = () -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        Check breaks = () -> {
            throw new IllegalStateException("a defect");
        };
        Report report = new Doctor(
                        Map.of(
                                "hangs",
                                hangs,
                                "breaks",
                                breaks,
                                "fine",
                                () -> new Lines("fine").fine("one", "yes").all()),
                        Duration.ofMillis(300),
                        java.time.Clock.systemUTC())
                .examine();
        assertThat(report.lines())
                .extracting(line -> line.area() + ": " + line.finding().word())
                .containsExactlyInAnyOrder("hangs: cannot check", "breaks: cannot check", "fine: ok");
    }
}
