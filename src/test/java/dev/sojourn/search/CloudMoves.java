package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView.State;
import java.util.List;
import java.util.Optional;

/** What EC2, Systems Manager, the machines and the build do by themselves. */
final class CloudMoves {

    private CloudMoves() {}

    static void free(Fork fork) {
        volume(fork);
        machines(fork);
        List<Errand> errands = fork.from.world().errands;
        for (int at = 0; at < errands.size(); at++) {
            Errand errand = errands.get(at);
            if (Guests.canRun(fork.from.world(), errand)) {
                int place = at;
                fork.world(words(fork, errand) + " runs", world -> run(world, place, Optional.empty(), true));
            }
        }
    }

    /** Never has to happen, so that nobody waits for it. */
    static void landings(Fork fork) {
        List<Call> late = fork.from.world().late;
        for (int at = 0; at < late.size(); at++) {
            int place = at;
            fork.move(
                    "lands late: " + late.get(at),
                    from -> Fork.changed(from, world -> {
                        Call call = world.late.remove(place);
                        new Ec2(world, from.job(), true).take(call);
                    }));
        }
    }

    private static String words(Fork fork, Errand errand) {
        return errand.script() + " on " + fork.from.world().machine(errand.machine());
    }

    private static void run(World world, int place, Optional<String> instead, boolean really) {
        Errand errand = world.errands.get(place);
        String answer = really ? Guests.run(world, errand) : "";
        world.errands.set(place, errand.told(instead.orElse(answer)));
        if (instead.isPresent()) {
            world.put(world.machine(errand.machine()).doubted());
        }
    }

    private static void volume(Fork fork) {
        Optional<Spot> found = fork.from.world().spot.filter(spot -> !spot.hangs());
        if (found.isEmpty()) {
            return;
        }
        Spot spot = found.get();
        boolean inUse = fork.from.world().machine(spot.machine()).mayWrite();
        switch (spot.state()) {
            case "attaching" ->
                fork.world("EBS: attached", world -> world.spot = Optional.of(spot.becoming("attached", false)));
            case "detaching" -> {
                if (inUse) {
                    fork.world("EBS: busy", world -> world.spot = Optional.of(spot.becoming("busy", false)));
                } else {
                    fork.world("EBS: available", World::free);
                }
            }
            case "busy" -> {
                if (!inUse) {
                    fork.world("EBS: available", World::free);
                }
            }
            default -> {}
        }
    }

    private static void machines(Fork fork) {
        for (Machine one : fork.from.world().builders) {
            switch (one.state()) {
                case PENDING -> fork.world(one + " runs", world -> world.put(one.in(State.RUNNING)));
                case RUNNING -> {
                    if (!one.online() && !one.hung()) {
                        fork.world("agent of " + one + " is online", world -> world.put(one.online(true)));
                    }
                    if (Guests.isBuilding(one)) {
                        fork.world("build on " + one + " passes", world -> Guests.ended(world, one, true));
                    }
                }
                case SHUTTING_DOWN ->
                    fork.world(one + " is terminated", world -> world.dark(one, State.TERMINATED, true));
                default -> {}
            }
        }
    }

    static void faults(Fork fork) {
        World now = fork.from.world();
        now.spot.filter(spot -> !spot.hangs()).ifPresent(spot -> {
            if (spot.state().equals("attaching")) {
                fork.worldFault(
                        Fault.ATTACH_HANGS, "", world -> world.spot = Optional.of(spot.becoming("attaching", true)));
            } else if (spot.state().equals("detaching")) {
                fork.worldFault(
                        Fault.DETACH_HANGS, "", world -> world.spot = Optional.of(spot.becoming("detaching", true)));
            }
        });
        now.builders.forEach(one -> machineFaults(fork, one));
        if (now.host.state() == State.RUNNING) {
            fork.worldFault(Fault.HOST_STOPS, "", world -> world.dark(world.host, State.STOPPED, true));
        }
        for (int at = 0; at < now.errands.size(); at++) {
            if (Guests.canRun(now, now.errands.get(at))) {
                errandFaults(fork, at);
            }
        }
    }

    private static void machineFaults(Fork fork, Machine one) {
        if (one.state() == State.TERMINATED) {
            return;
        }
        fork.worldFault(Fault.BUILDER_DIES, one.toString(), world -> world.dark(one, State.TERMINATED, false));
        if (one.state() == State.SHUTTING_DOWN) {
            return;
        }
        fork.worldFault(
                Fault.BUILDER_SHUTS_DOWN,
                one.toString(),
                world -> world.put(one.in(State.SHUTTING_DOWN).online(false)));
        if (one.state() == State.RUNNING && !one.hung()) {
            fork.worldFault(Fault.BUILDER_HANGS, one.toString(), world -> world.put(one.hanging()));
        }
        if (Guests.isBuilding(one)) {
            fork.worldFault(Fault.BUILD_FAILS, "on " + one, world -> Guests.ended(world, one, false));
            fork.worldFault(Fault.BUILD_KILLED, "on " + one, world -> world.put(one.building(one.build(), false)));
        }
    }

    /** Before its effect, or after it. */
    private static void errandFaults(Fork fork, int place) {
        String words = words(fork, fork.from.world().errands.get(place));
        for (boolean really : new boolean[] {false, true}) {
            String when = words + (really ? ", after its work" : ", at its beginning");
            fork.worldFault(Fault.COMMAND_BREAKS, when, world -> run(world, place, Optional.of(Errand.BROKEN), really));
            fork.worldFault(
                    Fault.COMMAND_UNANSWERED, when, world -> run(world, place, Optional.of(Errand.UNANSWERED), really));
        }
    }
}
