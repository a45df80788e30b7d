package dev.sojourn.handoff;

import java.time.Duration;

/**
 * Every duration that the way of a volume depends on. Configuration key {@code timing.<name in kebab case>}.
 *
 * @param observeEvery how often the observer looks while anything moves
 * @param progressEvery how often running builds are asked how far they are
 * @param repeatAfter pause before the same thing is asked of the cloud again
 * @param notAfter how long a guest command may be on its way before the guest refuses it
 * @param agentLimit longest wait for an agent before the machine counts as unreachable
 * @param launchLimit longest wait for a launched builder to run
 * @param attachStuck how long {@code attaching} may last; the EBS CSI driver gives up after 90 s too
 * @param detachStuck how long {@code detaching} may last before a person is called
 * @param holdersQuiet how long a holder is waited out in silence
 * @param holdersPatience how long a builder is kept waiting for the mount to become free
 * @param holdersLimit how long a job waits for a free mount in all
 * @param holdersWait how long somebody who is asked to leave is left alone when they want more time
 * @param capacityLimit how long to go on asking when no type has capacity
 * @param unreachableLimit how long a builder that does not answer is waited for before it is terminated
 * @param leaseFuse the builder's own fuse, renewed while the bot lives
 * @param wayHome what the way home may take at the most that a cap keeps back money for
 * @param settle how long a mount must hold before it is believed
 * @param handoffExpected what unmount, detach and attach take together, for the just-in-time start
 * @param goneLimit how long a builder may be invisible before it counts as never launched
 * @param remindAfter how long after a call for a person they are reminded; each further pause is twice as long, up to a day
 * @param approvalExpires how long an approval is awaited
 */
public record Timing(
        Duration observeEvery,
        Duration progressEvery,
        Duration repeatAfter,
        Duration notAfter,
        Duration agentLimit,
        Duration launchLimit,
        Duration attachStuck,
        Duration detachStuck,
        Duration holdersQuiet,
        Duration holdersPatience,
        Duration holdersLimit,
        Duration holdersWait,
        Duration capacityLimit,
        Duration unreachableLimit,
        Duration leaseFuse,
        Duration wayHome,
        Duration settle,
        Duration handoffExpected,
        Duration goneLimit,
        Duration remindAfter,
        Duration approvalExpires) {

    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofSeconds(90),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(3),
            Duration.ofHours(2),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofSeconds(90),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(12),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(4));
}
