package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Epoch;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a job to each volume that is away from home while no job knows of it: after the loss of the database, or of an
 * attachment that landed after its job's end. It gets a job that begins on the way home, and from there on goes as any other.
 * A volume on a machine that is not one of our builders is a person's affair and left alone.
 */
public final class Adoption {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    /** EC2 may show for some seconds where a volume was: it must be away for this long before that is believed. */
    private static final Duration BELIEVED = Duration.ofSeconds(35);

    /**
     * What an adopting job needs to know.
     *
     * @param channel where it is told
     */
    public record Ward(WorkingVolume volume, Profile profile, String channel) {}

    private final String installation;
    private final Cloud cloud;
    private final JobStore store;
    private final Wakeups wakeups;
    private final List<Ward> wards;
    private final PriceTable prices;
    private final Clock clock;

    /** Since when each volume is seen away without a job. */
    private final Map<String, Instant> awaySince = new HashMap<>();

    public Adoption(
            String installation,
            Cloud cloud,
            JobStore store,
            Wakeups wakeups,
            List<Ward> wards,
            PriceTable prices,
            Clock clock) {
        this.installation = installation;
        this.cloud = cloud;
        this.store = store;
        this.wakeups = wakeups;
        this.wards = List.copyOf(wards);
        this.prices = prices;
        this.clock = clock;
    }

    /** One round; the answer is how many volumes got a job. */
    public int round() {
        Instant asOf = clock.instant();
        List<String> busy = store.unfinished().stream()
                .filter(job -> job.state().holdsVolume())
                .map(Job::volume)
                .toList();
        List<Ward> idle = wards.stream()
                .filter(ward -> !busy.contains(ward.volume().id()))
                .toList();
        awaySince.keySet().removeAll(busy);
        if (idle.isEmpty()) {
            return 0;
        }
        Optional<Map<String, VolumeView>> volumes = cloud.volumes()
                .describe(idle.stream().map(ward -> ward.volume().id()).toList())
                .ok();
        Optional<Map<String, InstanceView>> builders = cloud.instances()
                .findByTags(Tags.anyBuilder(installation))
                .ok()
                .map(found -> found.stream().collect(Collectors.toMap(InstanceView::id, Function.identity())));
        if (volumes.isEmpty() || builders.isEmpty()) {
            return 0;
        }
        int adopted = 0;
        for (Ward ward : idle) {
            Optional<Found> found = Optional.ofNullable(
                            volumes.get().get(ward.volume().id()))
                    .flatMap(volume -> away(ward, volume, builders.get()));
            if (found.isEmpty()) {
                awaySince.remove(ward.volume().id());
            } else if (isBelieved(ward, asOf)) {
                adopt(ward, found.get());
                adopted++;
            }
        }
        return adopted;
    }

    private boolean isBelieved(Ward ward, Instant asOf) {
        Instant since = awaySince.computeIfAbsent(ward.volume().id(), id -> asOf);
        return !asOf.isBefore(since.plus(BELIEVED));
    }

    /** @param builder the one that has it; empty: it is attached to nothing */
    private record Found(Optional<InstanceView> builder, Optional<String> device) {}

    private Optional<Found> away(Ward ward, VolumeView volume, Map<String, InstanceView> builders) {
        for (VolumeView.Attachment one : volume.attachments()) {
            if (builders.containsKey(one.instance())) {
                return Optional.of(new Found(Optional.of(builders.get(one.instance())), Optional.of(one.device())));
            }
        }
        // Attached to nothing after jobs that we know of, it was detached by a person, and they know why.
        boolean unknown = store.lastEpoch(ward.volume().id()).isEmpty();
        return volume.isAvailable() && unknown
                ? Optional.of(new Found(Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    private void adopt(Ward ward, Found found) {
        Instant now = clock.instant();
        String where = found.builder().map(one -> "on the builder " + one.id()).orElse("attached to nothing");
        Homeward why = new Homeward(
                Homeward.Reason.STEP_FAILED,
                Optional.empty(),
                "The volume " + ward.volume().name() + " was found " + where
                        + ", and no job knew of it: the database is new, or was lost. It is brought home; what was built there"
                        + " stays on it.");
        int epoch = Epoch.after(store.lastEpoch(ward.volume().id()), now);
        Job job = Job.submitted(request(ward, found), now).with(draft -> {
            draft.move(Move.START, now);
            draft.passage = draft.passage.atEpoch(epoch);
            found.builder().ifPresent(builder -> draft.add(attempt(builder)));
            found.device().ifPresent(device -> draft.passage = draft.passage.naming(names -> names.using(device)));
            draft.move(Move.TURN_HOME, now);
            draft.homeward = Optional.of(why);
            draft.enter(Step.STOP_BUILD, now);
        });
        Job added = store.add(
                job,
                List.of(
                        new Fact.Submitted(
                                job.request().requester(),
                                job.request().options().ref()),
                        new Fact.TurnedHome(why),
                        new Fact.StepStarted(Step.STOP_BUILD)),
                now);
        awaySince.remove(ward.volume().id());
        LOG.warn(
                "Job {} brings {} home: it was {}, and no job knew of it",
                added.label(),
                ward.volume().id(),
                where);
        wakeups.now(added.number());
    }

    private Request request(Ward ward, Found found) {
        Rung rung = found.builder()
                .map(this::rung)
                .orElseGet(
                        () -> new Rung(prices.find(ward.profile().types().get(0)), Market.ON_DEMAND, Optional.empty()));
        Estimate none = new Estimate(Duration.ZERO, Duration.ZERO, Usd.ZERO, Usd.ZERO, 0, false);
        BuildPlan plan = new BuildPlan(
                ward.volume(), ward.profile(), List.of(), List.of(rung), none, Usd.ZERO, Optional.empty(), false);
        return new Request(ward.volume().owners().get(0), ward.channel(), BuildOptions.of("(found)"), plan, List.of());
    }

    private Attempt attempt(InstanceView builder) {
        return Attempt.asked(1, 0, rung(builder), "adopted", builder.launchedAt())
                .launched(builder.id(), builder.launchedAt());
    }

    /** What it is paid at: known on demand alone, since a spot price is that of the day. */
    private Rung rung(InstanceView builder) {
        boolean spot = builder.spotRequest().isPresent();
        return new Rung(
                prices.find(builder.type()),
                spot ? Market.SPOT : Market.ON_DEMAND,
                spot ? Optional.empty() : prices.find(builder.type()).hourly());
    }
}
