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

        /** What is known of one volume. */
        private static final class Moves {

            final Map<String, Integer> obeyed = new HashMap<>();
            int highest;
            /** The highest that was obeyed before the volume was last detached by us. */
            int beforeMove;

            boolean detaching;
        }

        private final Moves[] moves = new Moves[World.MOST_DISKS];

        NoGuestObeysAnOlderEpoch(World world) {
            super(world);
        }

        private Moves of(Disk disk) {
            if (moves[disk.index] == null) {
                moves[disk.index] = new Moves();
            }
            return moves[disk.index];
        }

        @Override
        void detaching(Disk disk, Machine from, Hand hand) {
            of(disk).detaching = hand == Hand.BOT;
        }

        @Override
        void attached(Disk disk) {
            Moves all = of(disk);
            if (all.detaching && disk.attachments().isEmpty()) {
                all.detaching = false;
                all.beforeMove = all.highest;
            }
        }

        @Override
        void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {
            Moves all = of(disk);
            int before = all.obeyed.getOrDefault(machine.id, 0);
            if (epoch < before) {
                broken("%s on %s: epoch %d after %d", script, machine, epoch, before);
            }
            boolean bringsIn = script.equals("mount") || script.equals("start-build");
            if (bringsIn && epoch <= all.beforeMove) {
                broken("%s on %s: epoch %d, but it has moved since %d", script, machine, epoch, all.beforeMove);
            }
            all.obeyed.put(machine.id, epoch);
            all.highest = Math.max(all.highest, epoch);
        }
    }

    static final class NoGuestObeysACommandThatComesTooLate extends Invariant {

        NoGuestObeysACommandThatComesTooLate(World world) {
            super(world);
        }

        @Override
        void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {
            long clock = world.timeline.now() / 1000 + machine.guest.skewSeconds;
            if (clock > notAfter) {
                broken("%s on %s, %d s late", script, machine, clock - notAfter);
            }
        }
    }
}
