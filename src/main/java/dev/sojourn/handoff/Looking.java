package dev.sojourn.handoff;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Departure;
import dev.sojourn.job.Epoch;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Request;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.Step;
import dev.sojourn.job.ThreadLinks;
import dev.sojourn.plan.Allowance;
import dev.sojourn.plan.Caps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one job's world, freshly. A look that fails is no look: the caller tries again, and decides nothing. */
final class Looking {

    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

    /** How far EC2's clock and ours may be from each other. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private static final Duration APPROVAL_LASTS = Duration.ofHours(24);

    private final String installation;
    private final Cloud cloud;
    private final JobStore store;
    private final LiveBuilds builds;
    private final ThreadLinks threads;
    private final Caps caps;
    private final SpotWeather weather;
    private final Clock clock;

    Looking(
            String installation,
            Cloud cloud,
            JobStore store,
            LiveBuilds builds,
            ThreadLinks threads,
            SpotWeather weather,
            Caps caps,
            Clock clock) {
        this.installation = installation;
        this.cloud = cloud;
        this.store = store;
        this.builds = builds;
        this.threads = threads;
        this.caps = caps;
        this.weather = weather;
        this.clock = clock;
    }

    /** What is seen now, or the answer that says why nothing is. */
    CloudAnswer<Observation> look(Job job) {
        Instant asOf = clock.instant();
        if (!job.state().holdsVolume()) {
            Inheritance inheritance = new Inheritance(
                    Epoch.after(store.lastEpoch(job.volume()), asOf),
                    store.departures(job.volume(), asOf.minus(Departure.LATEST)));
            return CloudAnswer.accepted(nothing(asOf, inheritance));
        }
        CloudAnswer<Map<String, VolumeView>> volumes = cloud.volumes().describe(List.of(job.volume()));
        if (volumes.ok().isEmpty()) {
            return failed(volumes);
        }
        CloudAnswer<Map<String, InstanceView>> instances = cloud.instances().describe(machines(job));
        if (instances.ok().isEmpty()) {
            return failed(instances);
        }
        CloudAnswer<Map<String, RemoteShell.Agent>> agents =
                cloud.shell().agents(instances.ok().get().keySet());
        if (agents.ok().isEmpty()) {
            return failed(agents);
        }
        boolean missing = job.builder()
                .filter(id -> !instances.ok().get().containsKey(id))
                .isPresent();
        CloudAnswer<List<InstanceView>> strays = strays(job, missing);
        if (strays.ok().isEmpty()) {
            return failed(strays);
        }
        Set<String> online = new LinkedHashSet<>();
        agents.ok().get().forEach((id, agent) -> {
            if (agent == RemoteShell.Agent.ONLINE) {
                online.add(id);
            }
        });
        return CloudAnswer.accepted(new Observation(
                asOf,
                Optional.ofNullable(volumes.ok().get().get(job.volume())),
                instances.ok().get(),
                sinceAsked(job, strays.ok().get()),
                online,
                answer(job),
                builds.report(job.number()),
                store.bootTimes(job.request().plan().profile().builder().image(), 10),
                store.hostDevices(job.host()),
                Inheritance.NONE,
                job.step() == Step.UNMOUNT_FROM_HOST ? threads.of(job.number()) : Optional.empty(),
                earlierApproval(job),
                allowance(job, asOf),
                reclaim(job, instances.ok().get()),
                job.step() == Step.LAUNCH_BUILDER ? weather.leftAlone(asOf) : Optional.empty()));
    }

    private static Observation nothing(Instant asOf, Inheritance inheritance) {
        return new Observation(
                asOf,
                Optional.empty(),
                Map.of(),
                List.of(),
                Set.of(),
                new GuestAnswer.Pending(),
                Optional.empty(),
                List.of(),
                List.of(),
                inheritance,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<Allowance> allowance(Job job, Instant now) {
        Request request = job.request();
        return job.state() == JobState.OUTBOUND && job.step() != Step.PREFLIGHT
                ? caps.allowance(
                        request.requester(),
                        request.channel(),
                        request.plan().promises(),
                        job.counts(now),
                        store.expenses(now),
                        now)
                : Optional.empty();
    }

    static Set<String> machines(Job job) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(job.host());
        job.attempts().forEach(attempt -> attempt.instance().ifPresent(ids::add));
        return ids;
    }

    /**
     * @param missing whether EC2 does not show the builder by its id: its tags are asked for before that is believed
     */
    private CloudAnswer<List<InstanceView>> strays(Job job, boolean missing) {
        boolean unknown =
                job.attempts().stream().anyMatch(attempt -> attempt.instance().isEmpty() && !attempt.isOver());
        boolean homeward = !job.step().isBefore(Step.TERMINATE_BUILDER);
        return missing || (unknown && homeward) || job.step() == Step.CONFIRM_BUILDER_GONE
                ? cloud.instances().findByTags(Tags.builderOf(installation, job))
                : CloudAnswer.accepted(List.of());
    }

    /** Numbers begin anew with a new database: what was launched before the job was asked for is another one's. */
    private static List<InstanceView> sinceAsked(Job job, List<InstanceView> found) {
        if (found.isEmpty()) {
            return found;
        }
        Instant earliest = job.createdAt().minus(CLOCKS_APART);
        return found.stream()
                .filter(one -> !one.launchedAt().isBefore(earliest))
                .toList();
    }

    /** A status that cannot be had now is no sign: the builder's own notice, and its end, are there besides. */
    private Optional<String> reclaim(Job job, Map<String, InstanceView> instances) {
        Optional<String> request = job.state() == JobState.OUTBOUND
                ? job.builder()
                        .flatMap(id -> Optional.ofNullable(instances.get(id)))
                        .flatMap(InstanceView::spotRequest)
                : Optional.empty();
        if (request.isEmpty()) {
            return Optional.empty();
        }
        CloudAnswer<Map<String, String>> statuses = cloud.instances().spotStatus(List.of(request.get()));
        if (statuses.ok().isEmpty()) {
            LOG.warn("Job {}: the status of {} cannot be had: {}", job.label(), request.get(), statuses);
        }
        return statuses.ok()
                .flatMap(known -> Optional.ofNullable(known.get(request.get())))
                .filter(Reclaim::isSign);
    }

    private GuestAnswer answer(Job job) {
        Optional<Operation> operation =
                job.passage().operation().filter(one -> one.command().isPresent());
        if (operation.isEmpty()) {
            return new GuestAnswer.Pending();
        }
        return cloud.shell()
                .invocations(operation.get().command().get())
                .ok()
                .flatMap(runs -> runs.stream().findFirst())
                .map(GuestReply::of)
                .orElseGet(GuestAnswer.Pending::new);
    }

    private Optional<Approval> earlierApproval(Job job) {
        // A yes of before was none to what is spent by now.
        boolean overCap = !job.request().softCaps().isEmpty();
        if (job.step() != Step.PREFLIGHT || job.commit().isEmpty() || !job.needsApproval() || overCap) {
            return Optional.empty();
        }
        Instant since = clock.instant().minus(APPROVAL_LASTS);
        return store.sameApproved(
                        job.volume(),
                        job.request().plan().digest(),
                        job.commit().get().sha(),
                        since)
                .flatMap(Job::approval)
                // A yes given to somebody else's build must not become one's own.
                .filter(yes -> !yes.by().equals(job.request().requester()));
    }

    private static <T> CloudAnswer<Observation> failed(CloudAnswer<T> answer) {
        if (answer instanceof CloudAnswer.Refused<T> refused) {
            return new CloudAnswer.Refused<>(refused.refusal(), refused.code(), refused.message());
        }
        return new CloudAnswer.Unclear<>(answer.toString());
    }

    /** The newest attempt's number; 0 where there is none. */
    static int attemptNumber(Job job) {
        return job.attempt().map(Attempt::number).orElse(0);
    }
}
