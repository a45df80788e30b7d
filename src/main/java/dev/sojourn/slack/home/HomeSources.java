package dev.sojourn.slack.home;

import dev.sojourn.command.Budgets;
import dev.sojourn.command.Menu;
import dev.sojourn.command.Picked;
import dev.sojourn.command.Rights;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Grants;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Grant;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.home.HomeView.Ahead;
import dev.sojourn.slack.home.HomeView.Live;
import dev.sojourn.slack.home.HomeView.Month;
import dev.sojourn.slack.home.HomeView.VolumeLine;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.SeenLately;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what Home tabs show: once for all who look, then for each what is theirs. For one thread. */
public final class HomeSources {

    private static final int NEWEST = 60;

    /** A month's jobs are many to read. While none of them changes, their sum grows by cents. */
    private static final Duration MONTH_EVERY = Duration.ofSeconds(30);

    private final JobStore store;
    private final Grants grants;
    private final SeenLately places;
    private final ProgressBoard board;
    private final Menu menu;
    private final Rights rights;
    private final Budgets budgets;
    private final Supplier<HomeView.Health> health;
    private final InstantSource clock;
    private final Map<Long, Snapshot> over = new HashMap<>();
    private Optional<Month> month = Optional.empty();
    private Instant monthRead = Instant.EPOCH;
    private List<Long> monthOf = List.of();

    public HomeSources(
            JobStore store,
            Grants grants,
            SeenLately places,
            ProgressBoard board,
            Menu menu,
            Rights rights,
            Budgets budgets,
            Supplier<HomeView.Health> health,
            InstantSource clock) {
        this.store = store;
        this.grants = grants;
        this.places = places;
        this.board = board;
        this.menu = menu;
        this.rights = rights;
        this.budgets = budgets;
        this.health = health;
        this.clock = clock;
    }

    /** What holds now; the answer makes of it what one person sees. */
    public Function<Viewer, HomeView> now() {
        List<Job> unfinished = store.unfinished();
        List<Snapshot> live =
                unfinished.stream().map(job -> view(job, unfinished)).toList();
        List<Snapshot> ended = store.newest(NEWEST).stream()
                .filter(job -> job.state().isTerminal())
                .map(job -> over.computeIfAbsent(job.number(), number -> view(job, unfinished)))
                .toList();
        over.keySet().retainAll(ended.stream().map(one -> one.job().number()).collect(Collectors.toSet()));
        Month spent = month(unfinished);
        List<Grant> inForce = grants.inForce(clock.instant());
        return viewer -> new HomeView(
                volumes(menu.atOnce(viewer.user(), Picked.NOTHING).volumes(), live, ended),
                live.stream()
                        .filter(one -> one.job().state() == JobState.AWAITING_APPROVAL)
                        .filter(one -> rights.mayDecide(viewer.user(), one.job()))
                        .toList(),
                live.stream()
                        .map(one -> new Live(
                                one, Button.isCancellable(one.job()) && rights.mayCancel(viewer.user(), one.job())))
                        .toList(),
                ended,
                inForce.stream()
                        .map(grant -> new Ahead(grant, rights.mayEndAhead(viewer.user())))
                        .toList(),
                spent,
                health.get(),
                viewer.notice());
    }

    private List<VolumeLine> volumes(List<WorkingVolume> volumes, List<Snapshot> live, List<Snapshot> ended) {
        Map<String, Place> seen = places.of(volumes);
        return volumes.stream()
                .map(volume ->
                        new VolumeLine(volume, Optional.ofNullable(seen.get(volume.id())), last(volume, live, ended)))
                .toList();
    }

    private static Optional<Snapshot> last(WorkingVolume volume, List<Snapshot> live, List<Snapshot> ended) {
        Stream<Snapshot> holding = live.stream().filter(one -> one.job().state().holdsVolume());
        return Stream.concat(holding, ended.stream())
                .filter(one -> one.job().volume().equals(volume.id()))
                .filter(one -> one.job().state().holdsVolume() || one.history().volumeLeft())
                .findFirst();
    }

    private Snapshot view(Job job, List<Job> unfinished) {
        return new Snapshot(
                job,
                new History(store.events(job.number(), 0)),
                board.of(job.number()),
                Snapshot.ahead(job, unfinished));
    }

    private Month month(List<Job> unfinished) {
        Instant now = clock.instant();
        Instant begin = now.atZone(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        List<Long> versions = unfinished.stream()
                .flatMap(job -> Stream.of(job.number(), job.version()))
                .toList();
        if (month.isEmpty()
                || !versions.equals(monthOf)
                || !month.get().begin().equals(begin)
                || !now.isBefore(monthRead.plus(MONTH_EVERY))) {
            month = Optional.of(month(begin, now));
            monthRead = now;
            monthOf = versions;
        }
        return month.get();
    }

    private Month month(Instant begin, Instant now) {
        Set<Long> jobs = new HashSet<>();
        Usd spent = Usd.ZERO;
        boolean running = false;
        for (Job job : store.notEndedBefore(begin)) {
            for (Attempt attempt : job.attempts()) {
                if (attempt.launchedAt().filter(at -> !at.isBefore(begin)).isPresent()) {
                    jobs.add(job.number());
                    spent = spent.plus(job.costOf(attempt, now));
                    running |= !attempt.isOver();
                }
            }
        }
        Optional<Budget> budget =
                Optional.of(budgets.month()).filter(one -> one.cap().limits());
        return new Month(begin, jobs.size(), spent, running, budget);
    }

    public void stop() {
        places.stop();
    }

    /** @param notice the answer to what they pressed last */
    record Viewer(String user, Optional<String> notice) {}
}
