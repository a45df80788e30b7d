package dev.sojourn.playground.cloud;

import java.time.Instant;

/** Takes spot instances back. Only under the cloud's lock. */
final class SpotMarket {
    private final Cloud cloud;
    private final Instances instances;

    SpotMarket(Cloud cloud, Instances instances) {
        this.cloud = cloud;
        this.instances = instances;
    }

    /** Two minutes' notice: the request says so at once, the instance runs on until then. */
    void reclaim(Instance instance) {
        SpotRequest spot = instance.spot;
        if (spot == null) {
            throw AwsError.client("UnsupportedOperation", "'" + instance.id + "' is not a Spot Instance.");
        }
        if (spot.isReclaimed() || instance.state.isEnding()) {
            return;
        }
        spot.become("active", SpotRequest.RECLAIMED, cloud.now());
        spot.reclaimAt = cloud.after(Delay.SPOT_NOTICE);
        cloud.changed(instance);
    }

    void tick(Instance instance, Instant now) {
        SpotRequest spot = instance.spot;
        if (spot != null && !now.isBefore(spot.reclaimAt)) {
            spot.reclaimAt = Cloud.NEVER;
            spot.become("closed", SpotRequest.RECLAIMED, now);
            instances.cutPower(instance, Reason.SPOT);
        }
    }
}
