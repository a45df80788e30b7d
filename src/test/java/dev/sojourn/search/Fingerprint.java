package dev.sojourn.search;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Passage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 128 bits of a state but for the number of its faults: with fewer of them no less can happen. Two states of ten million share one by accident with a chance of less than 1 in 10^24.
 */
final class Fingerprint {

    private static final Map<String, Long> STRINGS = new HashMap<>();

    long high = 0x9E3779B97F4A7C15L;
    long low = 0xC2B2AE3D27D4EB4FL;

    static Fingerprint of(State state) {
        Fingerprint print = new Fingerprint();
        print.job(state.job());
        print.world(state.world());
        print.add(state.act().map(one -> one.action().getClass().getSimpleName() + one.words()));
        print.add((state.current() ? 1 : 0) + (state.staleLook() ? 2 : 0));
        return print;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint print && print.high == high && print.low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high);
    }

    private void job(Job job) {
        add(job.state().ordinal());
        add(job.step().ordinal());
        add(job.stepSince());
        add((job.commit().isPresent() ? 1 : 0)
                + (job.tree().isPresent() ? 2 : 0)
                + (job.slot().isPresent() ? 4 : 0));
        add((job.approval().isPresent() ? 1 : 0) + (job.hostLost() ? 2 : 0));
        add(job.approvalExpires());
        add(job.attempts().size());
        for (Attempt one : job.attempts()) {
            add(one.rung());
            add(one.askedAt());
            add(one.instance());
            add(one.refusal());
            add(one.launchedAt());
            add(one.runningAt());
            add(one.onlineAt());
            add(one.endedAt());
        }
        passage(job.passage());
        add(job.buildStartedAt());
        add(job.build().map(one -> one.passed() ? "passed" : "failed"));
        add(job.homeward().map(one -> one.reason().name()));
        add(job.cancelAskedBy());
        add(job.problem());
        add(job.capacitySince());
        add(job.anewSince());
    }

    private void passage(Passage one) {
        add(one.epoch());
        add(one.operations());
        add(one.operation().isPresent() ? 1 : 0);
        one.operation().ifPresent(this::operation);
        add(one.lastAct().map(Passage.Act::what));
        add(one.lastAct().map(Passage.Act::at));
        add(one.lastAct().map(Passage.Act::times).orElse(0));
        add(one.names().toString());
        add((one.unclean() ? 1 : 0) + 2 * one.guestClock());
        add(one.trouble());
    }

    private void operation(Operation one) {
        add(one.id());
        add(one.instance());
        add(one.epoch());
        add(one.issuedAt());
        add(one.notAfter());
        add(one.command());
    }

    private void world(World world) {
        machine(world.host);
        add(world.builders.size());
        world.builders.forEach(this::machine);
        add(world.spot);
        add(world.marker);
        add(world.newest);
        add(world.moved);
        add((world.clean ? 1 : 0) + (world.passed ? 2 : 0) + 4L * world.builtBy);
        // Neither has an order of its own: any of them may be next.
        long sum = world.errands.size();
        for (Errand one : world.errands) {
            sum += mixed(string(one.toString()));
        }
        add(sum);
        long calls = world.late.size();
        for (Call one : world.late) {
            calls += mixed(string(one.toString()));
        }
        add(calls);
        long names = 0;
        for (String name : world.hostNames) {
            names += mixed(string(name));
        }
        add(names);
        add(world.before.isPresent() ? 1 : 0);
        world.before.ifPresent(one -> {
            add(one.spot());
            machine(one.host());
            one.builders().forEach(this::machine);
        });
    }

    private void machine(Machine one) {
        add(one.token());
        long flags = one.state().ordinal();
        flags = flags * 2 + (one.online() ? 1 : 0);
        flags = flags * 2 + (one.hung() ? 1 : 0);
        flags = flags * 2 + (one.mounted() ? 1 : 0);
        flags = flags * 2 + (one.active() ? 1 : 0);
        flags = flags * 2 + (one.straggler() ? 1 : 0);
        flags = flags * 2 + (one.doubtful() ? 1 : 0);
        flags = flags * 16 + one.build();
        add(flags * 64 + one.fence());
    }

    private void add(Instant time) {
        add(time.getEpochSecond());
    }

    private void add(String text) {
        add(string(text));
    }

    private void add(Optional<?> value) {
        if (value.isEmpty()) {
            add(1);
        } else if (value.get() instanceof Instant time) {
            add(time);
        } else {
            add(string(value.get().toString()));
        }
    }

    private static long string(String text) {
        Long known = STRINGS.get(text);
        if (known != null) {
            return known;
        }
        long hash = 0xCBF29CE484222325L;
        for (int at = 0; at < text.length(); at++) {
            hash = mixed(hash ^ text.charAt(at));
        }
        if (STRINGS.size() < 1_000_000) {
            STRINGS.put(text, hash);
        }
        return hash;
    }

    private void add(long value) {
        high = mixed(high ^ value) + low;
        low = mixed(low + value * 0x9FB21C651E98DF25L) ^ Long.rotateLeft(high, 29);
    }

    private static long mixed(long value) {
        long x = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        x = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93L;
        return x ^ (x >>> 32);
    }
}
