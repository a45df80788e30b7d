package dev.sojourn.playground.cloud;

import java.time.Duration;
import java.util.Random;

/** How long things take in the real cloud, as ranges. */
enum Delay {
    ATTACH(1_000, 4_000),
    DETACH(1_000, 4_000),
    /** Between two looks at a volume that the guest still has mounted. */
    BUSY(1_000, 1_500),
    LAUNCH(5_000, 18_000),
    /** From running until the agent has registered. */
    AGENT(10_000, 40_000),
    STOP(10_000, 30_000),
    TERMINATE(10_000, 30_000),
    POWER_CUT(500, 2_000),
    /** From SendCommand to the agent. */
    DELIVERY(300, 1_200),
    /** During which readers of EC2 may still see the old world. */
    EC2_LAG(0, 1_800),
    SSM_LAG(200, 1_200),
    SPOT_NOTICE(120_000, 120_000),
    /** Until SSM believes that an agent is gone. */
    PING_PATIENCE(300_000, 300_000),
    /** For how long a terminated instance is shown. */
    TERMINATED_SHOWN(3_600_000, 3_600_000);

    private final int leastMs;
    private final int mostMs;

    Delay(int leastMs, int mostMs) {
        this.leastMs = leastMs;
        this.mostMs = mostMs;
    }

    Duration draw(Random random) {
        return Duration.ofMillis(leastMs + random.nextInt(mostMs - leastMs + 1));
    }
}
