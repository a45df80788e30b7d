package dev.sojourn.playground.cloud;

import dev.sojourn.playground.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agents' talk with SSM. Only under the cloud's lock. */
final class Agents {
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final Cloud cloud;
    private final Instances instances;

    Agents(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.instances = instances;
    }

    /** An agent registers after its boot and then pings; a rule {@code agent_lost} can cut it off at either. */
    void tick(Instance instance, Instant now) {
        Agent agent = instance.agent;
        if (!instance.isRunning() || instance.rebooting || !agent.talks(now)) {
            return;
        }
        Optional<Fault> fault = cloud.kernel()
                .faults()
                .take("ssm", "UpdateInstanceInformation", CallFacts.of(instance), Set.of("agent_lost"));
        if (fault.isPresent()) {
            lose(instance, fault.get());
            return;
        }
        agent.lastPing = now;
        if (!agent.registered) {
            agent.registered = true;
            cloud.touched();
        }
    }

    /** Cut off for the rule's {@code delay_ms}, or for good. */
    void lose(Instance instance, Fault fault) {
        Long milliseconds = fault.delayMs();
        instances.silence(instance, milliseconds == null ? FOR_GOOD : Duration.ofMillis(milliseconds));
    }

    /** A rule that names an instance strikes at once, not at that instance's next call. */
    void ruleAdded(Fault rule) {
        if (!rule.mode().equals("agent_lost") || !rule.match().containsKey("instance")) {
            return;
        }
        cloud.locked(() -> {
            Instance instance = cloud.world().instances.get(rule.match().get("instance"));
            if (instance != null && instance.agent.registered) {
                Map<String, String> facts = CallFacts.of(instance);
                cloud.kernel()
                        .faults()
                        .take("ssm", "UpdateInstanceInformation", facts, Set.of("agent_lost"))
                        .ifPresent(fault -> lose(instance, fault));
            }
        });
    }

    /** SSM's word on the agent: {@code Online}, {@code ConnectionLost}, or empty where it never registered. */
    String pingStatus(Instance instance, Instant now) {
        return instance.agent.registered && instance.state != InstanceState.TERMINATED
                ? instance.agent.pingStatus(now, cloud.length(Delay.PING_PATIENCE))
                : "";
    }

    /** Whether SendCommand takes it: SSM asks EC2 for the state, and believes in the agent until it has waited. */
    boolean isReachable(Instance instance, Instant now) {
        return instance.isRunning() && pingStatus(instance, now).equals("Online");
    }
}
