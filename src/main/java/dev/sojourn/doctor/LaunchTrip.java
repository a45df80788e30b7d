package dev.sojourn.doctor;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Launches a builder of the profile's cheapest type, asks it for its tools, and ends it: what only a launch can show. It costs a few
 * cents, so it is done only where somebody asks for it. No volume is touched.
 */
public final class LaunchTrip implements Check {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** It ends itself, whatever becomes of whoever launched it. */
    private static final String FUSE = "#!/bin/sh\nshutdown -P +15\n";

    private final Setup setup;
    private final Profile profile;
    private final Eyes eyes;
    private final HostLook look;
    private final Clock clock;

    public LaunchTrip(Setup setup, Profile profile, Eyes eyes, HostLook look, Clock clock) {
        this.setup = setup;
        this.profile = profile;
        this.eyes = eyes;
        this.look = look;
        this.clock = clock;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("trip of " + profile.name());
        String type = cheapest();
        Instant began = clock.instant();
        CloudAnswer<String> launched = eyes.instances().launch(order(type, began));
        if (launched.ok().isEmpty()) {
            lines.add("launch", refused(type, launched));
            return lines.unchecked("everything else", "there is no builder to look at")
                    .all();
        }
        String builder = launched.ok().orElseThrow();
        try {
            if (await(() -> is(builder, InstanceView.State.RUNNING))) {
                lines.fine("launch", type + ", " + builder + ", running after " + since(began));
                agent(lines, builder, began);
            } else {
                lines.wrong(
                        "launch",
                        builder + " does not run after " + since(began),
                        "aws ec2 describe-instances --instance-ids " + builder);
            }
        } finally {
            lines.add("end", end(builder, type, began));
        }
        return lines.all();
    }

    private void agent(Lines lines, String builder, Instant began) {
        boolean online = await(() -> eyes.shell()
                .agents(List.of(builder))
                .ok()
                .map(all -> all.get(builder) == RemoteShell.Agent.ONLINE)
                .orElse(false));
        if (!online) {
            lines.wrong(
                    "agent",
                    "the builder's agent is not online after " + since(began),
                    "the image needs the agent of Systems Manager, its role deploy/iam/builder-policy.json, and its subnet"
                            + " a way to port 443 of ssm, ssmmessages and ec2messages");
            return;
        }
        lines.fine("agent", "online after " + since(began));
        for (WorkingVolume volume : setup.volumesOf(profile)) {
            lines.add("toolchain, host of " + volume.name(), toolchain(volume, builder));
        }
    }

    private Finding toolchain(WorkingVolume volume, String builder) {
        HostLook.Told host = look.of(volume);
        HostLook.Told there = look.of(volume.at(builder));
        if (host.silence().isPresent() || there.silence().isPresent()) {
            return HostCheck.untold(host.silence().isPresent() ? host : there);
        }
        String builders = there.fact("toolchain");
        return builders.equals(host.fact("toolchain"))
                ? new Finding.Fine("as the host's: " + builders)
                : new Finding.Wrong(
                        "the builder's is not the host's: "
                                + MachineFindings.difference(builders, host.fact("toolchain")),
                        MachineFindings.newImage(setup, volume));
    }

    private Finding end(String builder, String type, Instant began) {
        CloudAnswer<Asked> asked = eyes.instances().terminate(builder);
        if (asked.ok().isEmpty() || !await(() -> is(builder, InstanceView.State.TERMINATED))) {
            return new Finding.Wrong(
                    builder + " has not ended; it shuts itself down 15 minutes after its boot",
                    "aws ec2 terminate-instances --instance-ids " + builder);
        }
        Optional<Usd> hourly = setup.prices().find(type).hourly();
        return new Finding.Fine("terminated; it lived " + since(began)
                + hourly.map(price -> ", about " + Billing.cost(price, began, clock.instant()) + " at list price")
                        .orElse(""));
    }

    private boolean is(String instance, InstanceView.State state) {
        Optional<InstanceView> seen =
                eyes.instances().describe(List.of(instance)).ok().map(all -> all.get(instance));
        return seen.map(one -> one.state() == state).orElse(false);
    }

    private Finding refused(String type, CloudAnswer<String> launched) {
        if (launched.isRefused(Refusal.NO_CAPACITY)) {
            return new Finding.Unchecked("AWS has no " + type + " just now; ask again later");
        }
        return launched instanceof Refused<String> refused && refused.refusal() != Refusal.DENIED
                ? new Finding.Wrong(
                        "launching " + type + " was refused: " + refused.code() + ", " + refused.message(),
                        "correct what it names under builders: or profiles: types")
                : Said.no(launched, "ec2:RunInstances");
    }

    /** Of those that may be launched: the cheapest whose price is known. */
    private String cheapest() {
        return profile.types().stream()
                .filter(type -> setup.prices().find(type).hourly().isPresent())
                .min(Comparator.comparing(
                        type -> setup.prices().find(type).hourly().orElseThrow()))
                .orElse(profile.types().get(0));
    }

    private LaunchOrder order(String type, Instant began) {
        Builder builder = profile.builder();
        Map<String, String> tags = new HashMap<>(setup.builderTags());
        // No number of a job: the sweep of a bot that runs leaves it alone.
        tags.replaceAll((name, value) -> name.equals("sojourn:job") ? "doctor" : value);
        return new LaunchOrder(
                "doctor-" + setup.installation() + "-" + began.toEpochMilli(),
                type,
                false,
                builder.image(),
                builder.subnet(),
                builder.securityGroup(),
                builder.instanceProfile(),
                builder.rootDiskGib(),
                FUSE,
                tags);
    }

    private boolean await(BooleanSupplier seen) {
        Instant end = clock.instant().plus(PATIENCE);
        while (!seen.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private String since(Instant began) {
        return Duration.between(began, clock.instant()).toSeconds() + " s";
    }
}
