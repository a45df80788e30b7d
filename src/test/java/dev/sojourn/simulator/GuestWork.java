package dev.sojourn.simulator;

import dev.sojourn.simulator.Guest.Unit;
import java.util.Map;

/** The work of each guest script, behind its fence. */
final class GuestWork {

    private static final int ROOMY_MIB = 90_000;
    private static final String FAILED_TESTS = ",\"tests\":{\"run\":100,\"failed\":1,\"names_b64\":\"YS50ZXN0\"}";

    private final World world;

    GuestWork(World world) {
        this.world = world;
    }

    String yes(Guest guest, String members) {
        return "{\"ok\":true,\"clock\":" + clock(guest) + members + "}";
    }

    String no(Guest guest, String reason, String detail) {
        return no(guest, reason, detail, "");
    }

    private String no(Guest guest, String reason, String detail, String members) {
        return "{\"ok\":false,\"clock\":" + clock(guest) + ",\"reason\":\"" + reason + "\",\"detail\":\"" + detail
                + "\"" + members + "}";
    }

    private long clock(Guest guest) {
        return world.timeline.now() / 1000 + guest.skewSeconds;
    }

    String guarded(Machine machine, String script, Map<String, String> values) {
        Disk disk = disk(values);
        return switch (script) {
            case "unmount" -> unmount(machine, disk, values);
            case "mount" -> mount(machine, disk, values);
            case "start-build" -> startBuild(machine, disk, values);
            case "stop-build" -> stopBuild(machine);
            case "stop-holders" -> yes(machine.guest, disk.tree.signal(values.getOrDefault("HOLDERS", "")));
            default -> throw new IllegalStateException("There is no script " + script);
        };
    }

    Disk disk(Map<String, String> values) {
        return world.disk(values.getOrDefault("VOLUME", World.VOLUME));
    }

    String preflight(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        Disk disk = disk(values);
        if (!guest.at(disk).mounted) {
            return no(guest, "not-mounted", "nothing is mounted");
        }
        String commit = values.getOrDefault("COMMIT", "");
        String cleared = values.getOrDefault("CLEAR_SLOT", "");
        if (!cleared.isEmpty()) {
            disk.slots.clear(Integer.parseInt(cleared));
        }
        int free = cleared.isEmpty() && world.mixes(Fault.NO_ROOM) ? 10 : ROOMY_MIB;
        boolean otherTools = disk.slots.size() > 0 && world.mixes(Fault.OTHER_TOOLS);
        return yes(
                guest,
                ",\"commit\":\"" + (commit.isEmpty() ? disk.tree.head() : commit)
                        + "\",\"subject_b64\":\"QSBjaGFuZ2U=\",\"owner\":1000,\"group\":1000,\"free_mib\":" + free
                        + ",\"free_inodes\":100000,\"toolchain\":\"g++ 12\",\"submodules\":0,\"uuid\":\"u-1\""
                        + disk.tree.holders()
                        + (disk.tree.isEmpty() ? disk.slots.members(otherTools ? "g++ 11, the host has 12" : "") : ""));
    }

    private String unmount(Machine machine, Disk disk, Map<String, String> values) {
        Guest guest = machine.guest;
        Mount mount = guest.at(disk);
        if (!mount.mounted) {
            return yes(guest, ",\"mounted\":false");
        }
        if (mount.torn || !disk.isReachableFrom(machine)) {
            return no(guest, "wrong-volume", "no disk of this machine is the volume");
        }
        if (machine.isHost && !disk.tree.isEmpty()) {
            return no(guest, "held", "in use", disk.tree.holders());
        }
        guest.stopUnits();
        disk.marker = Integer.parseInt(values.get("EPOCH"));
        world.content.write(mount);
        world.content.unmount(machine, disk);
        guest.units.clear();
        return yes(guest, ",\"mounted\":false");
    }

    private String mount(Machine machine, Disk disk, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!disk.isReachableFrom(machine)) {
            return no(guest, "no-device", "no disk showed up");
        }
        Mount mount = guest.at(disk);
        if (mount.torn) {
            return no(guest, "wrong-volume", "another device is mounted there");
        }
        if (disk.marker == 0 && "true".equals(values.get("MARKER_REQUIRED"))) {
            return no(guest, "wrong-marker", "the volume carries no marker");
        }
        if (disk.marker > Integer.parseInt(values.get("EPOCH"))) {
            return no(guest, "older-epoch", "the volume was moved later");
        }
        if (!mount.mounted) {
            world.content.mount(machine, disk, "true".equals(values.get("CHECK_FS")));
        }
        world.launches.arm(machine, Long.parseLong(values.getOrDefault("LEASE_S", "0")));
        return yes(guest, ",\"mounted\":true");
    }

    private String startBuild(Machine machine, Disk disk, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!guest.at(disk).isSound()) {
            return no(guest, "not-mounted", "the volume is not mounted");
        }
        if (values.containsKey("TESTS_OF")) {
            world.struck(Fault.TESTS_AGAIN);
        }
        world.builds.start(machine, disk, values);
        world.launches.arm(machine, Long.parseLong(values.getOrDefault("LEASE_S", "0")));
        return yes(guest, ",\"log\":\"/mnt/llvm/sojourn/jobs/1/build.log\"");
    }

    private String stopBuild(Machine machine) {
        machine.guest.stopUnits();
        return yes(machine.guest, ",\"active\":false");
    }

    String progress(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        world.launches.arm(machine, Long.parseLong(values.getOrDefault("LEASE_S", "0")));
        StringBuilder builds = new StringBuilder();
        for (Unit unit : guest.units) {
            builds.append(builds.isEmpty() ? "" : ",")
                    .append("{\"job\":")
                    .append(unit.job)
                    .append(",\"attempt\":")
                    .append(unit.attempt)
                    .append(",\"active\":")
                    .append(unit.active)
                    .append(",\"done\":3,\"total\":10,\"phase\":\"build\"");
            Disk.Status status = unit.on.isSound() ? unit.on.disk.statuses.get(unit.job) : null;
            if (status != null) {
                builds.append(",\"status\":{\"job\":")
                        .append(unit.job)
                        .append(",\"attempt\":")
                        .append(status.attempt())
                        .append(",\"exit\":")
                        .append(status.exit())
                        .append(",\"phase\":\"build\",\"started\":100,\"ended\":160,\"compiled\":10,\"cause\":\"")
                        .append(status.exit() == 0 ? "none" : status.testsFailed() ? "tests" : "compile")
                        .append('"')
                        .append(status.testsFailed() ? FAILED_TESTS : "")
                        .append('}');
            }
            builds.append('}');
        }
        return yes(
                guest,
                ",\"spot_notice\":\"" + (guest.noticed ? "2026-01-05T12:00:00Z" : "") + "\",\"builds\":[" + builds
                        + "]");
    }
}
