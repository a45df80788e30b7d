package dev.sojourn.simulator;

import dev.sojourn.simulator.Guest.Unit;
import java.util.Map;

/** The work of each guest script, behind its fence. */
final class GuestWork {

    private static final int ROOMY_MIB = 90_000;

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
        return switch (script) {
            case "unmount" -> unmount(machine, values);
            case "mount" -> mount(machine, values);
            case "start-build" -> startBuild(machine, values);
            case "stop-build" -> stopBuild(machine);
            case "stop-holders" -> yes(machine.guest, world.tree.signal(values.getOrDefault("HOLDERS", "")));
            default -> throw new IllegalStateException("There is no script " + script);
        };
    }

    String preflight(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!guest.mounted) {
            return no(guest, "not-mounted", "nothing is mounted");
        }
        String commit = values.getOrDefault("COMMIT", "");
        int free = world.mixes(Fault.NO_ROOM) ? 10 : ROOMY_MIB;
        return yes(
                guest,
                ",\"commit\":\"" + (commit.isEmpty() ? world.tree.head() : commit)
                        + "\",\"subject_b64\":\"QSBjaGFuZ2U=\",\"owner\":1000,\"group\":1000,\"free_mib\":" + free
                        + ",\"free_inodes\":100000,\"toolchain\":\"g++ 12\",\"submodules\":0,\"uuid\":\"u-1\""
                        + world.tree.holders()
                        + (world.tree.isEmpty() ? ",\"slots\":[]" : ""));
    }

    private String unmount(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!guest.mounted) {
            return yes(guest, ",\"mounted\":false");
        }
        if (guest.torn || !world.disk.isReachableFrom(machine)) {
            return no(guest, "wrong-volume", "no disk of this machine is the volume");
        }
        if (machine.isHost && !world.tree.isEmpty()) {
            return no(guest, "held", "in use", world.tree.holders());
        }
        guest.stopUnits();
        world.disk.marker = Integer.parseInt(values.get("EPOCH"));
        world.content.write(machine);
        world.content.unmount(machine);
        guest.units.clear();
        return yes(guest, ",\"mounted\":false");
    }

    private String mount(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!world.disk.isReachableFrom(machine)) {
            return no(guest, "no-device", "no disk showed up");
        }
        if (guest.torn) {
            return no(guest, "wrong-volume", "another device is mounted there");
        }
        if (world.disk.marker == 0 && "true".equals(values.get("MARKER_REQUIRED"))) {
            return no(guest, "wrong-marker", "the volume carries no marker");
        }
        if (world.disk.marker > Integer.parseInt(values.get("EPOCH"))) {
            return no(guest, "older-epoch", "the volume was moved later");
        }
        if (!guest.mounted) {
            world.content.mount(machine, "true".equals(values.get("CHECK_FS")));
        }
        world.launches.arm(machine, Long.parseLong(values.getOrDefault("LEASE_S", "0")));
        return yes(guest, ",\"mounted\":true");
    }

    private String startBuild(Machine machine, Map<String, String> values) {
        Guest guest = machine.guest;
        if (!guest.mounted || guest.torn) {
            return no(guest, "not-mounted", "the volume is not mounted");
        }
        world.builds.start(machine, Long.parseLong(values.get("JOB")), Integer.parseInt(values.get("ATTEMPT")));
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
            Disk.Status status = guest.mounted && !guest.torn ? world.disk.statuses.get(unit.job) : null;
            if (status != null) {
                builds.append(",\"status\":{\"job\":")
                        .append(unit.job)
                        .append(",\"attempt\":")
                        .append(status.attempt())
                        .append(",\"exit\":")
                        .append(status.exit())
                        .append(",\"phase\":\"build\",\"started\":100,\"ended\":160,\"compiled\":10,\"cause\":\"")
                        .append(status.exit() == 0 ? "none" : "compile")
                        .append("\"}");
            }
            builds.append('}');
        }
        return yes(
                guest,
                ",\"spot_notice\":\"" + (guest.noticed ? "2026-01-05T12:00:00Z" : "") + "\",\"builds\":[" + builds
                        + "]");
    }
}
