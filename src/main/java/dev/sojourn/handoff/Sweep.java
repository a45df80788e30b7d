package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends builders that no job owns any more, such as one whose launch landed after its job had ended. It knows them by our own
 * tags alone, and never ends one that holds a volume beyond its root disk.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Younger ones may belong to a launch whose answer is being written down. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    private final String installation;
    private final Cloud cloud;
    private final JobStore store;
    private final Clock clock;

    public Sweep(String installation, Cloud cloud, JobStore store, Clock clock) {
        this.installation = installation;
        this.cloud = cloud;
        this.store = store;
        this.clock = clock;
    }

    /** One round; the answer is how many were ended. */
    public int round() {
        List<InstanceView> builders =
                cloud.instances().findByTags(Tags.anyBuilder(installation)).ok().orElse(List.of());
        int ended = 0;
        for (InstanceView builder : builders) {
            if (isOrphan(builder) && builder.devices().size() <= 1) {
                LOG.warn("Builder {} belongs to no running job: terminating it", builder.id());
                cloud.instances().terminate(builder.id());
                ended++;
            }
        }
        return ended;
    }

    private boolean isOrphan(InstanceView builder) {
        boolean old = builder.launchedAt().plus(YOUNG).isBefore(clock.instant());
        if (!old || builder.state().isEnding()) {
            return false;
        }
        try {
            long number = Long.parseLong(builder.tags().getOrDefault(Tags.JOB, "-1"));
            Optional<Job> job = store.find(number);
            return job.isEmpty() || job.get().state().isTerminal();
        } catch (NumberFormatException notOurs) {
            LOG.warn("Builder {} has an unreadable {} tag: left alone", builder.id(), Tags.JOB);
            return false;
        }
    }
}
