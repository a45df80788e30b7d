package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Stray;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Usd;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds builders that no job owns any more, such as one whose launch landed after its job had ended, and ends them where it may.
 * It knows them by our own tags alone, and never ends one that holds a volume beyond its root disk: a volume of the
 * configuration is first brought home by {@link Adoption}.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Younger ones may belong to a launch whose answer is being written down. */
    private static final Duration YOUNG = Duration.ofMinutes(2);

    /** Configuration key {@code policy.strays}. */
    public enum Rule {
        /** Ended at once, and told. */
        END,
        /** Told, and ended when a person says so. */
        ASK
    }

    /** What came of a person's word that a stray be ended. */
    public enum Ending {
        ASKED,
        /** There is no such builder any more. */
        GONE,
        /** A job owns it (again), or it is too young to tell. */
        OWNED,
        HOLDS_A_VOLUME,
        /** EC2 did not answer, or said no. */
        NOT_NOW
    }

    private final String installation;
    private final Cloud cloud;
    private final JobStore store;
    private final Rule rule;
    private final PriceTable prices;
    private final Clock clock;

    public Sweep(String installation, Cloud cloud, JobStore store, Rule rule, PriceTable prices, Clock clock) {
        this.installation = installation;
        this.cloud = cloud;
        this.store = store;
        this.rule = rule;
        this.prices = prices;
        this.clock = clock;
    }

    /** One round; the answer is every stray that was seen, with what became of it. */
    public List<Stray> round() {
        List<Stray> strays = new ArrayList<>();
        for (InstanceView builder : builders().orElse(List.of())) {
            if (!isStray(builder)) {
                continue;
            }
            if (holdsVolume(builder)) {
                strays.add(stray(builder, Stray.Fate.HOLDS_A_VOLUME));
            } else if (rule == Rule.ASK) {
                strays.add(stray(builder, Stray.Fate.AWAITS_WORD));
            } else {
                LOG.warn("Builder {} belongs to no running job: terminating it", builder.id());
                cloud.instances().terminate(builder.id());
                strays.add(stray(builder, Stray.Fate.ENDED));
            }
        }
        return strays;
    }

    /** Ends one at a person's word, after a fresh look. */
    public Ending end(String instance) {
        Optional<List<InstanceView>> builders = builders();
        if (builders.isEmpty()) {
            return Ending.NOT_NOW;
        }
        Optional<InstanceView> found = builders.get().stream()
                .filter(builder -> builder.id().equals(instance))
                .findFirst();
        if (found.isEmpty() || found.get().state().isEnding()) {
            return Ending.GONE;
        }
        if (!isStray(found.get())) {
            return Ending.OWNED;
        }
        if (holdsVolume(found.get())) {
            return Ending.HOLDS_A_VOLUME;
        }
        return cloud.instances().terminate(instance).ok().isPresent() ? Ending.ASKED : Ending.NOT_NOW;
    }

    private Optional<List<InstanceView>> builders() {
        return cloud.instances().findByTags(Tags.anyBuilder(installation)).ok();
    }

    private static boolean holdsVolume(InstanceView builder) {
        return builder.devices().size() > 1;
    }

    private Stray stray(InstanceView builder, Stray.Fate fate) {
        Optional<Usd> hourly = prices.find(builder.type()).hourly();
        return new Stray(builder.id(), builder.type(), builder.launchedAt(), number(builder), hourly, fate);
    }

    private boolean isStray(InstanceView builder) {
        boolean old = builder.launchedAt().plus(YOUNG).isBefore(clock.instant());
        if (!old || builder.state().isEnding()) {
            return false;
        }
        Optional<Long> number = number(builder);
        if (number.isEmpty()) {
            LOG.warn("Builder {} has an unreadable {} tag: left alone", builder.id(), Tags.JOB);
            return false;
        }
        // One whose database was lost carries the number of a job that never was, and may have been adopted by another.
        return store.find(number.get()).map(job -> job.state().isTerminal()).orElse(true)
                && store.unfinished().stream().noneMatch(job -> owns(job, builder));
    }

    private static boolean owns(Job job, InstanceView builder) {
        return job.attempts().stream().anyMatch(attempt -> attempt.instance().equals(Optional.of(builder.id())));
    }

    private static Optional<Long> number(InstanceView builder) {
        String tag = builder.tags().getOrDefault(Tags.JOB, "");
        return tag.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(tag)) : Optional.empty();
    }
}
