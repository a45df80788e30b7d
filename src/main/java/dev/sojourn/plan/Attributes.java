package dev.sojourn.plan;

/**
 * What a profile asks of a builder, in place of naming types.
 *
 * @param vcpus at least so many
 * @param memoryGib at least so much
 * @param architecture {@code x86_64} or {@code arm64}: the host's
 */
public record Attributes(int vcpus, int memoryGib, String architecture) {

    private static final int MIB = 1024;

    /**
     * Whether a build may run there. Left out are types that are slow to boot (bare metal), that are throttled in mid-build
     * (burstable), or that are paid for what a compiler cannot use (accelerators), and those without a price.
     */
    boolean fit(MachineType type) {
        return type.architecture().equals(architecture)
                && type.vcpus() >= vcpus
                && type.memoryMib() >= memoryGib * MIB
                && type.hourly().isPresent()
                && !type.name().contains("metal")
                && type.name().matches("[acdhimrz][0-9].*");
    }

    /** For example {@code 32 vCPUs and 64 GiB of x86_64}. */
    public String words() {
        return vcpus + " vCPUs and " + memoryGib + " GiB of " + architecture;
    }
}
