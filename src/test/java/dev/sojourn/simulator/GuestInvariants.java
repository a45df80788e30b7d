package dev.sojourn.simulator;

import java.util.HashMap;
import java.util.Map;

/** What must be so about what guests do. */
final class GuestInvariants {

    private GuestInvariants() {}

    /**
     * None older than what it has obeyed before; and none that brings the volume in, or a writer to it, from before its last
     * move. An unmount that comes late to a machine that it has left finds nothing to do.
     */
    static final class NoGuestObeysAnOlderEpoch extends Invariant {

        private final Map<String, Integer> obeyed = new HashMap<>();
        private int highest;
        /** The highest that was obeyed before the volume was last detached by us. */
        private int beforeMove;

        private boolean detaching;

        NoGuestObeysAnOlderEpoch(World world) {
            super(world);
        }

        @Override
        void detaching(Disk disk, Machine from, Hand hand) {
            detaching = hand == Hand.BOT;
        }

        @Override
        void attached(Disk disk) {
            if (detaching && disk.attachments().isEmpty()) {
                detaching = false;
                beforeMove = highest;
            }
        }

        @Override
        void obeyed(Machine machine, String script, int epoch, long notAfter) {
            int before = obeyed.getOrDefault(machine.id, 0);
            if (epoch < before) {
                broken("%s on %s: epoch %d after %d", script, machine, epoch, before);
            }
            boolean bringsIn = script.equals("mount") || script.equals("start-build");
            if (bringsIn && epoch <= beforeMove) {
                broken("%s on %s: epoch %d, but the volume has moved since %d", script, machine, epoch, beforeMove);
            }
            obeyed.put(machine.id, epoch);
            highest = Math.max(highest, epoch);
        }
    }

    static final class NoGuestObeysACommandThatComesTooLate extends Invariant {

        NoGuestObeysACommandThatComesTooLate(World world) {
            super(world);
        }

        @Override
        void obeyed(Machine machine, String script, int epoch, long notAfter) {
            long clock = world.timeline.now() / 1000 + machine.guest.skewSeconds;
            if (clock > notAfter) {
                broken("%s on %s, %d s late", script, machine, clock - notAfter);
            }
        }
    }
}
