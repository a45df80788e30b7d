package dev.sojourn.command;

import dev.sojourn.doctor.Report;
import dev.sojourn.handoff.Offers;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Move;
import dev.sojourn.job.SlotList;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.job.Wakeups;
import dev.sojourn.observe.CostBook;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.policy.Policy;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlGrants;
import dev.sojourn.store.SqlJobStore;
import dev.sojourn.store.SqlQuiet;
import dev.sojourn.store.SqlWatchers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A desk with a real store behind it. Ann and Ben have a volume each, Eve and Max approve, Oscar is an outsider, Zoe may ask but
 * owns nothing.
 */
final class DeskRoom implements AutoCloseable {

    static final Caller ANN = new Caller("U0ANN", "C1");
    static final Caller BEN = new Caller("U0BEN", "C1");
    static final Caller EVE = new Caller("U0EVE", "C1");
    static final Caller MAX = new Caller("U0MAX", "C1");
    static final Caller ZOE = new Caller("U0ZOE", "C1");
    static final Caller OSCAR = new Caller("U0OSCAR", "C1");
    static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    static final WorkingVolume ANNS = Plans.volume("vol-0a", "ann", "U0ANN");
    static final WorkingVolume BENS = Plans.volume("vol-0b", "ben", "U0BEN");

    final DeskCloud cloud = new DeskCloud();
    final SqlJobStore store;
    final SqlGrants grants;
    final Map<String, VolumePlaces.Place> places = new HashMap<>();
    final Map<String, LogEnds.End> logs = new HashMap<>();
    final List<Long> woken = new ArrayList<>();
    private final Database database;
    private final BuildDesk desk;
    boolean draining;
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");

    DeskRoom(Path folder, String... types) {
        this(folder, Caps.NONE, types);
    }

    DeskRoom(Path folder, Caps caps, String... types) {
        database = Database.open(folder);
        store = new SqlJobStore(database);
        grants = new SqlGrants(database);
        Profile profile = Plans.profile(ApprovalRule.DEFAULT, types);
        Policy policy = new Policy(
                Set.of("C1"),
                Set.of("U0ANN", "U0BEN", "U0EVE", "U0ZOE"),
                Set.of("U0EVE", "U0MAX"),
                false,
                2,
                Policy.USUAL_AHEAD,
                caps);
        desk = new BuildDesk(
                new Installation(List.of(ANNS, BENS), List.of(profile)),
                policy,
                new Sources(
                        new Offers(cloud.ports(), Plans.shipped(Map.of())),
                        new SpotWeather(store, SpotBreaker.USUAL),
                        number -> Optional.empty(),
                        volume -> new SlotList.Listing.Untold("the host does not answer"),
                        volumes -> Map.copyOf(places),
                        (job, path) -> Optional.ofNullable(logs.get(path)),
                        new SqlWatchers(database),
                        form -> new AuditExport.Export(form + " of everything", 1),
                        new CostBook(store, List.of(), () -> now),
                        new SqlQuiet(database)),
                store,
                grants,
                new Woken(),
                Duration.ofMinutes(30),
                () -> new Report(Instant.EPOCH, List.of()),
                () -> draining,
                new Now());
    }

    Reply say(Caller caller, BuildOptions options) {
        return desk.handle(caller, new Command.Build(options));
    }

    Reply cancel(Caller caller, long job) {
        return desk.handle(caller, new Command.Cancel(Optional.of(job)));
    }

    BuildDesk desk() {
        return desk;
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Job job(long number) {
        return store.find(number).orElseThrow();
    }

    List<Fact> facts(long number) {
        return store.events(number, 0).stream().map(JobEvent::fact).toList();
    }

    /** What another part of the bot writes. */
    Job change(long number, UnaryOperator<Job> change) {
        return store.save(change.apply(job(number)), List.of(), now).orElseThrow();
    }

    /** A build of {@code main} by this person, in the queue of their volume, or of Ann's where they have none. */
    long queued(Caller caller) {
        BuildOptions options = new BuildOptions(
                "main",
                Optional.of(caller.equals(BEN) ? "ben" : "ann"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        return ((Reply.Accepted) say(caller, options)).job().number();
    }

    long outbound(Caller caller) {
        long number = queued(caller);
        change(number, job -> job.with(draft -> draft.move(Move.START, now)));
        return number;
    }

    long homebound(Caller caller, Homeward.Reason reason) {
        long number = outbound(caller);
        change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.TURN_HOME, now);
                    draft.homeward = Optional.of(new Homeward(reason, Optional.empty(), "On the way home."));
                }));
        return number;
    }

    /** A build that waits for a second person for four hours. */
    long awaitingApproval(Caller caller) {
        long number = outbound(caller);
        change(
                number,
                job -> job.with(draft -> {
                    draft.commit = Optional.of(new Commit(SHA, "A change"));
                    draft.move(Move.ASK_APPROVAL, now);
                    draft.approvalExpires = Optional.of(now.plus(Duration.ofHours(4)));
                }));
        return number;
    }

    @Override
    public void close() {
        database.close();
    }

    private final class Woken implements Wakeups {

        @Override
        public void now(long job) {
            woken.add(job);
        }

        @Override
        public void at(long job, Instant time) {
            woken.add(job);
        }
    }

    private final class Now extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
