package dev.sojourn.handoff;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.Wakeups;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.BuildKind;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Builder;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Estimator;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One job, driven by hand through a cloud in memory and a real database. */
final class Trip implements AutoCloseable {

    static final WorkingVolume VOLUME = new WorkingVolume(
            FakeCloud.VOLUME,
            "ann",
            FakeCloud.HOST,
            "/mnt/llvm",
            "/mnt/llvm/llvm-project",
            List.of("U0ANN"),
            List.of("llvm"),
            Map.of("ann", "U0ANN"),
            List.of("clangd"),
            false);

    static final String THREAD = "https://example.slack.com/archives/C1/p1";

    final SettableClock clock = new SettableClock();
    final FakeCloud cloud = new FakeCloud(clock);
    final LiveBuilds builds = new LiveBuilds();
    final JobStore store;
    private final Database database;
    private Observer observer;
    private Driver driver;
    Job job;

    Trip(Path folder, List<String> approvalReasons) {
        this(folder, approvalReasons, plan());
    }

    private Trip(Path folder, List<String> approvalReasons, BuildPlan plan) {
        database = Database.open(folder);
        store = new SqlJobStore(database);
        restart();
        BuildOptions options = BuildOptions.of("main");
        submit(new Request("U0ANN", "C1", options, plan, approvalReasons));
    }

    /** Two types as spot, then the same on demand. */
    static Trip onSpot(Path folder) {
        return onSpot(folder, List.of());
    }

    static Trip onSpot(Path folder, List<String> approvalReasons) {
        return new Trip(folder, approvalReasons, onSpot(plan()));
    }

    private static BuildPlan onSpot(BuildPlan plan) {
        Stream<Rung> spot =
                plan.ladder().stream().map(rung -> new Rung(rung.type(), Market.SPOT, Optional.of(Usd.of("1"))));
        return new BuildPlan(
                plan.volume(),
                plan.profile(),
                plan.targets(),
                Stream.concat(spot, plan.ladder().stream()).toList(),
                plan.estimate(),
                plan.cap(),
                plan.slot(),
                plan.clean());
    }

    /** Eve says yes. */
    void approve() {
        job = store.save(
                        job.with(draft -> {
                            draft.move(Move.APPROVE, clock.instant());
                            draft.approval = Optional.of(new Approval(
                                    "U0EVE",
                                    clock.instant(),
                                    job.request().plan().digest(),
                                    job.commit().orElseThrow().sha()));
                            draft.approvalExpires = Optional.empty();
                        }),
                        List.of(new Fact.Approved("U0EVE", false)),
                        clock.instant())
                .orElseThrow();
    }

    /** Another job, which the crank turns from now on. */
    void submit(Request request) {
        job = store.add(
                Job.submitted(request, clock.instant()), List.of(new Fact.Submitted("U0ANN", "main")), clock.instant());
    }

    static BuildPlan plan() {
        Builder builder = new Builder("ami-1", "subnet-1", "sg-1", "profile", 30, Usd.of("0.08"));
        Profile profile = new Profile(
                "llvm",
                builder,
                new Recipe.CMake("llvm", List.of()),
                List.of(),
                List.of("c7i.16xlarge", "c7a.16xlarge"),
                Market.ON_DEMAND,
                30,
                100,
                2,
                500,
                false,
                Optional.empty(),
                ApprovalRule.DEFAULT);
        List<Rung> ladder = List.of(rung("c7i.16xlarge", "2.856"), rung("c7a.16xlarge", "3.28448"));
        return new BuildPlan(
                VOLUME,
                profile,
                List.of(),
                ladder,
                Estimator.estimate(profile, ladder.get(0), BuildKind.of(false, List.of()), List.of()),
                Usd.of("20"),
                Optional.empty(),
                false);
    }

    private static Rung rung(String type, String price) {
        return new Rung(
                new MachineType(type, 64, 131072, "x86_64", true, Optional.of(Usd.of(price))),
                Market.ON_DEMAND,
                Optional.of(Usd.of(price)));
    }

    /** As after a kill: all that is left is the database. */
    void restart() {
        LiveBuilds fresh = new LiveBuilds();
        driver = new Driver(
                "test",
                cloud.ports(),
                store,
                new NoWakeups(),
                fresh,
                number -> Optional.of(THREAD),
                new SpotWeather(store, SpotBreaker.USUAL),
                Timing.DEFAULT,
                Caps.NONE,
                () -> true,
                clock);
        observer = new Observer(cloud.ports(), store, new NoWakeups(), fresh, Timing.DEFAULT, clock);
    }

    /** One turn of the crank: drive, observe, let the cloud work, let time pass. */
    void turn() {
        driver.drive(job.number());
        observer.round();
        cloud.tick();
        clock.pass(Duration.ofSeconds(5));
        job = store.find(job.number()).orElseThrow();
    }

    /** Turns until the job is as wanted; gives up after far more turns than any trip needs. */
    Trip until(Predicate<Job> wanted) {
        for (int turns = 0; turns < 600; turns++) {
            if (wanted.test(job)) {
                return this;
            }
            turn();
        }
        throw new AssertionError("Stuck in " + job.state() + " " + job.step() + " " + job.passage() + "\n" + facts());
    }

    Trip untilOver() {
        return until(one -> one.state().isTerminal());
    }

    List<Fact> facts() {
        return store.events(job.number(), 0).stream().map(JobEvent::fact).toList();
    }

    <T extends Fact> List<T> facts(Class<T> type) {
        return facts().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        database.close();
    }

    static class NoWakeups implements Wakeups {

        @Override
        public void now(long number) {
            // The test turns the crank itself.
        }

        @Override
        public void at(long number, Instant time) {
            // The test turns the crank itself.
        }
    }
}
