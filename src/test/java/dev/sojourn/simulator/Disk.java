package dev.sojourn.simulator;

import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The travelling volume: where it is attached, and what is on it. */
final class Disk {

    /** What a build wrote at its end, where it came so far. */
    record Status(int attempt, int exit, boolean testsFailed) {

        Status(int attempt, int exit) {
            this(attempt, exit, false);
        }
    }

    final String id;
    final int index;
    final Tree tree;
    final Slots slots = new Slots();

    /** The machine that it belongs to. */
    String home;

    final Past<VolumeView> seen;

    /** Every write that reached the disk, in order: a number that nobody else was given. */
    final List<Integer> log = new ArrayList<>();

    final Map<Long, Status> statuses = new HashMap<>();
    /** Epoch in the marker; 0: there is none. */
    int marker;
    /** The last to have it mounted took it out in order. */
    boolean clean = true;

    /** A person must move it by hand. */
    boolean stuck;
    /** When it was last attached to something, or let go. */
    long moved;

    private List<Attachment> attachments;

    Disk(World world, int index, Attachment at) {
        long now = world.timeline.now();
        this.id = World.VOLUMES.get(index);
        this.index = index;
        this.home = at.instance();
        this.tree = new Tree(world);
        this.attachments = List.of(at);
        this.seen = new Past<>(view(), now);
        this.moved = now;
    }

    @Override
    public String toString() {
        return "volume " + (char) ('A' + index);
    }

    private VolumeView view() {
        return new VolumeView(id, attachments.isEmpty() ? "available" : "in-use", World.ZONE, 100, attachments);
    }

    Optional<Attachment> attachment() {
        return attachments.isEmpty() ? Optional.empty() : Optional.of(attachments.get(0));
    }

    List<Attachment> attachments() {
        return attachments;
    }

    void become(List<Attachment> next, long now) {
        if (next.isEmpty() != attachments.isEmpty()) {
            moved = now;
        }
        attachments = next;
        seen.becomes(view(), now);
    }

    boolean isOn(Machine machine) {
        return attachment().filter(one -> one.instance().equals(machine.id)).isPresent();
    }

    /** Whether the machine sees it as a disk of its own. */
    boolean isReachableFrom(Machine machine) {
        return attachment()
                .filter(one -> one.instance().equals(machine.id))
                .filter(one -> !one.state().equals("attaching"))
                .isPresent();
    }
}
