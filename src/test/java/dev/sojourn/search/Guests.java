package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView.State;

/** What the guest scripts do, in the order in which they do it: first the fence, then the work, then the answer. */
final class Guests {

    private static final long CLOCK = Age.NOW.getEpochSecond();

    private Guests() {}

    static boolean canRun(World world, Errand errand) {
        Machine machine = world.machine(errand.machine());
        return !errand.hasRun() && machine != null && machine.answers();
    }

    /** Runs it; the answer is what it prints. */
    static String run(World world, Errand errand) {
        String known = known(world, errand.operation());
        if (!known.isEmpty()) {
            return known;
        }
        if (errand.script().equals("preflight")) {
            return world.host.mounted() ? PREFLIGHT : no("not-mounted");
        }
        if (errand.isExpired()) {
            return no("expired");
        }
        Machine machine = world.machine(errand.machine());
        if (machine.fence() > errand.epoch()) {
            return no("older-epoch");
        }
        Laws.obeying(world, errand);
        world.put(machine.obeying(errand.epoch()));
        world.newest = Math.max(world.newest, errand.epoch());
        return switch (errand.script()) {
            case "unmount" -> unmount(world, errand);
            case "mount" -> mount(world, errand);
            case "start-build" -> startBuild(world, errand);
            case "stop-build" -> stopBuild(world, errand);
            default -> throw new IllegalStateException("There is no script " + errand.script());
        };
    }

    /** A guest runs an operation once, and answers a repeat with the first answer. */
    private static String known(World world, int operation) {
        for (Errand other : world.errands) {
            if (other.operation() == operation
                    && other.hasRun()
                    && !other.outcome().equals(Errand.BROKEN)
                    && !other.outcome().equals(Errand.UNANSWERED)) {
                return other.outcome();
            }
        }
        return "";
    }

    private static String unmount(World world, Errand errand) {
        Machine machine = world.machine(errand.machine());
        if (!machine.mounted()) {
            return YES;
        }
        world.marker = errand.epoch();
        world.unmount(machine.building(0, false));
        return YES;
    }

    private static String mount(World world, Errand errand) {
        Machine machine = world.machine(errand.machine());
        if (!world.isReachableFrom(machine)) {
            return no("no-device");
        }
        if (world.marker == 0 && errand.markerRequired()) {
            return no("wrong-marker");
        }
        if (world.marker > errand.epoch()) {
            return no("older-epoch");
        }
        if (!machine.mounted()) {
            Laws.mounting(world, machine, errand.checked());
            world.put(machine.mounted(true));
            world.clean = false;
        }
        return YES;
    }

    private static String startBuild(World world, Errand errand) {
        Machine machine = world.machine(errand.machine());
        if (!machine.mounted()) {
            return no("not-mounted");
        }
        // One that runs goes on, and one that has left its result is not run again.
        world.put(machine.building(errand.attempt(), world.builtBy != errand.attempt()));
        return YES;
    }

    private static String stopBuild(World world, Errand errand) {
        Machine machine = world.machine(errand.machine());
        world.put(machine.building(machine.build(), false));
        return YES;
    }

    /** The build is over, and says so on the volume. */
    static void ended(World world, Machine machine, boolean passed) {
        world.put(machine.building(machine.build(), false));
        world.builtBy = machine.build();
        world.passed = passed;
    }

    static boolean isBuilding(Machine machine) {
        return machine.active() && machine.mounted() && !machine.hung() && machine.state() == State.RUNNING;
    }

    private static String no(String reason) {
        return "{\"ok\":false,\"clock\":" + CLOCK + ",\"reason\":\"" + reason + "\",\"detail\":\"" + reason + "\"}";
    }

    private static final String YES = "{\"ok\":true,\"clock\":" + CLOCK + "}";

    private static final String PREFLIGHT = "{\"ok\":true,\"clock\":" + CLOCK
            + ",\"commit\":\"0123456789abcdef0123456789abcdef01234567\",\"subject_b64\":\"QQ==\",\"owner\":1000,"
            + "\"group\":1000,\"free_mib\":90000,\"free_inodes\":100000,\"toolchain\":\"g++ 12\",\"submodules\":0,"
            + "\"uuid\":\"u-1\",\"holders\":[],\"holder_count\":0,\"slots\":[]}";
}
