package dev.sojourn.plan;

/**
 * What every builder of a kind has in common, whatever its type.
 *
 * @param rootDiskPerGibMonth list price of the root disk, for the estimate
 */
public record Builder(
        String image,
        String subnet,
        String securityGroup,
        String instanceProfile,
        int rootDiskGib,
        Usd rootDiskPerGibMonth) {

    private static final double HOURS_PER_MONTH = 730;

    /** What the root disk costs for an hour. */
    public Usd rootDiskHourly() {
        return rootDiskPerGibMonth.times(rootDiskGib / HOURS_PER_MONTH);
    }
}
