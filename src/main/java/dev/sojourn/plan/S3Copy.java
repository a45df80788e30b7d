package dev.sojourn.plan;

import java.time.Duration;

/**
 * What it would take to copy a tree to the builder and back through S3, in place of moving its volume: host to bucket, bucket to
 * builder, and the same back. Kind to copying: the builder's larger disk, packing and unpacking, and failures are left out.
 * {@code docs/cost.md} has the formula with its sources.
 *
 * @param trees how many trees there and back
 * @param mib all of them together, one way
 * @param time added by the four transfers, of all trees together
 * @param money for the builders that wait for two of the four, the requests, and the bucket
 */
public record S3Copy(int trees, long mib, Duration time, Usd money) {

    public static final S3Copy NONE = new S3Copy(0, 0, Duration.ZERO, Usd.ZERO);

    /** What a gp3 volume reads and writes where nobody has bought more. */
    private static final int MIB_PER_SECOND = 125;

    /** The size of a part of an upload or download, as the AWS CLI has it. */
    private static final int PART_MIB = 8;

    private static final Usd PUT = Usd.of("0.000005");
    private static final Usd PER_GIB_MONTH = Usd.of("0.023");

    /** A thousand of them, for one is less than the smallest amount there is. */
    private static final Usd THOUSAND_GETS = Usd.of("0.0004");

    /** @param hourly of the builder, its disk included */
    public static S3Copy of(long mib, Usd hourly) {
        Duration once = Duration.ofMillis(mib * 1000 / MIB_PER_SECOND);
        long parts = 2 * ((mib + PART_MIB - 1) / PART_MIB);
        Usd requests = PUT.times(parts).plus(THOUSAND_GETS.times(parts / 1000.0));
        Usd bucket = PER_GIB_MONTH.times(2 * mib / 1024.0 / 30);
        return new S3Copy(
                1,
                mib,
                once.multipliedBy(4),
                hourly.perHourFor(once.multipliedBy(2)).plus(requests).plus(bucket));
    }

    public S3Copy plus(S3Copy other) {
        return new S3Copy(trees + other.trees, mib + other.mib, time.plus(other.time), money.plus(other.money));
    }
}
