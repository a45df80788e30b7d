package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Approval;
import dev.sojourn.plan.Allowance;
import dev.sojourn.plan.SpotBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the cloud and the guests say now, for one job.
 *
 * @param asOf when the look began: what was asked after that cannot show in it
 * @param volume the working volume; empty: EC2 knows none of that id
 * @param instances the host and every builder of the job that EC2 knows, by id
 * @param strays instances that carry this job's tags; looked for only where an attempt has no known instance, or one
 *     that EC2 does not show, and at the end
 * @param online instances whose agent answers
 * @param answer to the guest command under way
 * @param report of the build, if one was heard since the start
 * @param bootTimes of this image, newest first
 * @param inheritance what earlier jobs leave to a job that gets its turn
 * @param thread where people read about the job
 * @param earlierApproval of the same plan and commit within the day
 * @param allowance what the job may cost before a cap of a day or month is reached, where there is one
 * @param reclaim what the builder's spot request says where EC2 is taking it back
 * @param spotLeftAlone spot builders were taken back too often of late; looked for only where one may be launched
 */
record Observation(
        Instant asOf,
        Optional<VolumeView> volume,
        Map<String, InstanceView> instances,
        List<InstanceView> strays,
        Set<String> online,
        GuestAnswer answer,
        Optional<BuildReport> report,
        List<Duration> bootTimes,
        List<String> hostDevices,
        Inheritance inheritance,
        Optional<String> thread,
        Optional<Approval> earlierApproval,
        Optional<Allowance> allowance,
        Optional<String> reclaim,
        Optional<SpotBreaker.Open> spotLeftAlone) {

    Optional<InstanceView> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    boolean isOnline(String instance) {
        return online.contains(instance);
    }
}
