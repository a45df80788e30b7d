package dev.sojourn.doctor;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.plan.WorkingVolume;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host from within: its agent, and what its disks, its tools and its clock are like. */
public final class HostCheck implements Check {

    private final Setup setup;
    private final WorkingVolume volume;
    private final Eyes eyes;
    private final HostLook look;
    private final Optional<BuiltBefore> before;
    private final Clock clock;

    /** @param before empty where this process does not know the installation's jobs */
    public HostCheck(
            Setup setup, WorkingVolume volume, Eyes eyes, HostLook look, Optional<BuiltBefore> before, Clock clock) {
        this.setup = setup;
        this.volume = volume;
        this.eyes = eyes;
        this.look = look;
        this.before = before;
        this.clock = clock;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("host of " + volume.name());
        Finding agent = agent();
        lines.add("agent", agent);
        HostLook.Told told =
                agent instanceof Finding.Fine ? look.of(volume) : HostLook.Told.nothing("its agent is not online");
        lines.add("scripts", scripts(agent, told));
        MountFindings mount = new MountFindings(volume, told);
        lines.add("mount", mount.mount());
        lines.add("filesystem", mount.filesystem());
        lines.add("marker", mount.marker());
        lines.add("mount point", mount.mountPoint());
        lines.add("fstab", mount.fstab());
        lines.add("space on the volume", mount.space());
        MachineFindings machine = new MachineFindings(setup, volume, told);
        lines.add("space on its own disk", machine.rootSpace());
        lines.add("unwritten pages", machine.dirtyPages(hostMemoryMib()));
        lines.add("clock", machine.clock(clock.instant()));
        lines.add("checkout", machine.checkout());
        lines.add("tools", machine.tools());
        setup.profiles().stream()
                .filter(profile -> volume.profiles().contains(profile.name()))
                .map(profile -> profile.builder().image())
                .distinct()
                .forEach(image -> lines.add("toolchain of " + image, toolchain(machine, image)));
        return lines.all();
    }

    private Finding toolchain(MachineFindings machine, String image) {
        return before.map(known -> machine.toolchain(image, known.toolchainOf(image)))
                .orElseGet(() -> new Finding.Unchecked(
                        "only the running bot knows what was built with it: ask it in Slack, with the word doctor"));
    }

    private Finding agent() {
        CloudAnswer<Map<String, RemoteShell.Agent>> agents = eyes.shell().agents(List.of(volume.host()));
        CloudAnswer<Map<String, String>> versions = eyes.inventory().agentVersions(List.of(volume.host()));
        if (agents.ok().isEmpty() || versions.ok().isEmpty()) {
            return Said.no(agents.ok().isEmpty() ? agents : versions, "ssm:DescribeInstanceInformation");
        }
        RemoteShell.Agent agent = agents.ok().orElseThrow().get(volume.host());
        if (agent == null) {
            return new Finding.Wrong(
                    "it has never spoken to Systems Manager",
                    "on the host: sudo systemctl enable --now amazon-ssm-agent; and give it a role with"
                            + " deploy/iam/host-policy.json: aws ec2 associate-iam-instance-profile --instance-id "
                            + volume.host() + " --iam-instance-profile Name=sojourn-host");
        }
        if (agent == RemoteShell.Agent.LOST) {
            return new Finding.Wrong(
                    "it is silent", "on the host: sudo systemctl restart amazon-ssm-agent; look at its port 443");
        }
        return new Finding.Fine(
                "online, version " + versions.ok().orElseThrow().getOrDefault(volume.host(), "unknown"));
    }

    private static Finding scripts(Finding agent, HostLook.Told told) {
        if (!(agent instanceof Finding.Fine)) {
            return new Finding.Unchecked("its agent is not online");
        }
        return told.silence().isEmpty()
                ? new Finding.Fine("it ran one and answered")
                : new Finding.Wrong(
                        "it did not answer: " + told.silence().get(),
                        "allow ssm:SendCommand as deploy/iam/bot-policy.json does; on the host: sudo journalctl -u"
                                + " amazon-ssm-agent");
    }

    private int hostMemoryMib() {
        return eyes.instances()
                .describe(List.of(volume.host()))
                .ok()
                .map(all -> all.get(volume.host()))
                .map(host -> setup.prices().find(host.type()).memoryMib())
                .orElse(0);
    }

    /** A fact that the host did not tell is not known. */
    static Finding untold(HostLook.Told told) {
        return new Finding.Unchecked(told.silence().orElse("the host did not tell"));
    }
}
