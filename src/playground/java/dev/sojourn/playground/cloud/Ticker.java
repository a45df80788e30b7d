package dev.sojourn.playground.cloud;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets the cloud's time pass. */
final class Ticker {
    private static final long EVERY_MS = 50;

    private final Cloud cloud;
    private final Power power;
    private final Volumes volumes;
    private final SpotMarket spotMarket;
    private final Agents agents;
    private final Commands commands;
    private final Invariants invariants;
    private @Nullable ScheduledFuture<?> ticking;

    Ticker(
            Cloud cloud,
            Power power,
            Volumes volumes,
            SpotMarket spotMarket,
            Agents agents,
            Commands commands,
            Invariants invariants) {
        this.cloud = cloud;
        this.power = power;
        this.volumes = volumes;
        this.spotMarket = spotMarket;
        this.agents = agents;
        this.commands = commands;
        this.invariants = invariants;
    }

    void start() {
        ticking = cloud.kernel().timer().scheduleWithFixedDelay(this::tick, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    private void tick() {
        try {
            cloud.locked(this::pass);
        } catch (RuntimeException failed) {
            // A scheduled task that throws is never run again: time would stand still.
            System.err.println("playground: the cloud's clock: " + failed);
        }
    }

    private void pass() {
        Instant now = cloud.now();
        World world = cloud.world();
        for (Instance instance : List.copyOf(world.instances.values())) {
            spotMarket.tick(instance, now);
            power.tick(instance, now);
            agents.tick(instance, now);
        }
        List.copyOf(world.volumes.values()).forEach(volume -> volumes.tick(volume, now));
        world.commands.values().stream()
                .filter(command -> !command.isFinished())
                .forEach(command -> commands.tick(command, now));
        invariants.tick(now);
    }
}
