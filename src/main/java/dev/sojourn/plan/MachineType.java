package dev.sojourn.plan;

import java.util.Optional;

/**
 * An instance type as the price table knows it.
 *
 * @param hourly on-demand list price per hour; empty where the table and the configuration have none
 */
public record MachineType(
        String name, int vcpus, int memoryMib, String architecture, boolean spot, Optional<Usd> hourly) {

    /** A type that nobody has described: its build needs approval, and is never estimated as free. */
    public static MachineType unknown(String name) {
        return new MachineType(name, 0, 0, "unknown", true, Optional.empty());
    }

    public boolean known() {
        return vcpus > 0;
    }
}
