package dev.sojourn.simulator;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the guest scripts do, in the order in which they do it: first the fence, then the work, then the answer. */
final class Scripts {

    private final World world;
    private final GuestWork work;

    /** What a script printed; failed: it broke. */
    record Outcome(boolean failed, String text) {}

    Scripts(World world) {
        this.world = world;
        this.work = new GuestWork(world);
    }

    void run(Machine machine, String text, Consumer<Outcome> done) {
        if (!machine.guest.answers()) {
            return;
        }
        Map<String, String> values = Values.of(text);
        String script = Values.script(text);
        switch (script) {
            case "preflight" -> later(machine, duration(script), () -> work.preflight(machine, values), done);
            case "progress" -> later(machine, 200, () -> work.progress(machine, values), done);
            default -> guarded(machine, script, values, done);
        }
    }

    private long duration(String script) {
        return switch (script) {
            case "preflight" -> world.chance.between(500, 6_000);
            case "mount" -> world.chance.between(2_200, 4_000);
            case "stop-build" -> world.chance.between(200, 4_000);
            default -> world.chance.between(200, 2_000);
        };
    }

    private void later(Machine machine, long delay, Supplier<String> does, Consumer<Outcome> done) {
        int boot = machine.guest.boot;
        boolean breaks = world.mixes(Fault.SCRIPT_FAILS);
        boolean before = breaks && world.chance.oneIn(2);
        if (breaks) {
            machine.troubled = world.timeline.now();
        }
        world.timeline.after(delay, () -> {
            if (machine.guest.boot != boot || !machine.guest.up || machine.guest.frozen) {
                return;
            }
            String answer = before ? "" : does.get();
            done.accept(breaks ? new Outcome(true, "exit code 1") : new Outcome(false, answer));
        });
    }

    /** One at a time for a volume on a machine, as the lock has it. */
    private void guarded(Machine machine, String script, Map<String, String> values, Consumer<Outcome> done) {
        Guest guest = machine.guest;
        Mount mount = guest.at(work.disk(values));
        long now = world.timeline.now();
        if (mount.locked > now) {
            int boot = guest.boot;
            world.timeline.at(mount.locked, () -> {
                if (guest.boot == boot && guest.up && !guest.frozen) {
                    guarded(machine, script, values, done);
                }
            });
            return;
        }
        String operation = values.get("OP");
        String known = guest.operations.get(operation);
        if (known != null) {
            done.accept(new Outcome(false, known));
            return;
        }
        String refusal = refusal(guest, mount, values);
        if (refusal != null) {
            guest.operations.put(operation, refusal);
            world.journal.say("%s refuses %s: %s", machine, operation, refusal);
            done.accept(new Outcome(false, refusal));
            return;
        }
        int epoch = Integer.parseInt(values.get("EPOCH"));
        mount.epoch = epoch;
        world.watch.obeyed(machine, mount.disk, script, epoch, Long.parseLong(values.get("NOT_AFTER")));
        long duration = duration(script);
        mount.locked = now + duration;
        later(
                machine,
                duration,
                () -> {
                    String answer = work.guarded(machine, script, values);
                    guest.operations.put(operation, answer);
                    if (world.journal.on()) {
                        world.journal.say("%s has done %s: %s", machine, operation, answer);
                    }
                    return answer;
                },
                done);
    }

    /** Whether the guest's fence keeps a command out, and how. */
    boolean fence = true;

    boolean expiry = true;

    private String refusal(Guest guest, Mount mount, Map<String, String> values) {
        if (expiry && clock(guest) > Long.parseLong(values.get("NOT_AFTER"))) {
            return work.no(guest, "expired", "this was to begin earlier");
        }
        if (fence && mount.epoch > Integer.parseInt(values.get("EPOCH"))) {
            return work.no(guest, "older-epoch", "the volume has moved on");
        }
        return null;
    }

    private long clock(Guest guest) {
        return world.timeline.now() / 1000 + guest.skewSeconds;
    }
}
