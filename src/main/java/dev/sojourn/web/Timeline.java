package dev.sojourn.web;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job's time as bars: one for each time a step was entered, and one for each wait. The axis begins with the launch of the first
 * builder, or a night of waiting for approval would leave nothing to see of the rest.
 *
 * @param length from the launch until the end, or now
 */
record Timeline(List<Bar> bars, Duration length) {

    /** The axis in units of the picture. */
    static final int UNITS = 1000;

    /**
     * One bar.
     *
     * @param kind {@code out}, {@code home} or {@code wait}
     * @param state {@code done}, {@code now} or {@code left}: turned home before the aim was met
     * @param from on the axis; a bar that lies before the launch has no width
     * @param typical the median of past runs on the axis' scale; 0: unknown
     * @param beside that median in words
     */
    record Bar(
            String title,
            String kind,
            String state,
            String took,
            String note,
            int from,
            int width,
            int typical,
            String beside,
            Instant at) {

        /** Where the notch of the median stands. */
        public int usualAt() {
            return Math.min(UNITS - 3, from + typical);
        }
    }

    /** @param typical median time by step, over past runs of the same profile */
    static Timeline of(Job job, List<JobEvent> events, Map<Step, Duration> typical, Instant now) {
        Instant end = job.endedAt().orElse(now);
        List<Visit> visits = new ArrayList<>();
        Visits walk = new Visits(visits);
        events.forEach(walk::take);
        walk.finish(job.state().isTerminal(), end);
        Optional<Instant> launch = events.stream()
                .filter(event -> event.fact() instanceof Fact.BuilderAsked)
                .map(JobEvent::at)
                .findFirst();
        Instant start = launch.orElse(job.createdAt());
        Duration length = Duration.between(start, end);
        Scale scale = new Scale(start, Math.max(1, length.toMillis()));
        return new Timeline(
                visits.stream()
                        .sorted(Comparator.comparing(Visit::from))
                        .map(visit -> bar(visit, scale, typical))
                        .toList(),
                length);
    }

    private static Bar bar(Visit visit, Scale scale, Map<Step, Duration> typical) {
        Duration took = Duration.between(visit.from(), visit.to());
        int from = scale.at(visit.from());
        int to = scale.at(visit.to());
        Optional<Duration> usual = visit.step().map(typical::get).filter(time -> time.toSeconds() > 0);
        return new Bar(
                visit.title(),
                visit.step().map(step -> step.leg() == Leg.OUT ? "out" : "home").orElse("wait"),
                visit.state(),
                took.toMillis() < 1000 ? "under 1 s" : Wording.duration(took),
                visit.note(),
                from,
                to > 0 ? Math.max(3, to - from) : 0,
                usual.map(time -> scale.length(time)).orElse(0),
                usual.map(time -> "usually " + Wording.duration(time)).orElse(""),
                visit.from());
    }

    private record Scale(Instant start, long millis) {

        int at(Instant time) {
            long since = Duration.between(start, time).toMillis();
            return (int) Math.max(0, Math.min(UNITS, since * UNITS / millis));
        }

        int length(Duration time) {
            return (int) Math.max(1, Math.min(UNITS, time.toMillis() * UNITS / millis));
        }
    }

    /** One stay in a step, or one wait. */
    record Visit(Optional<Step> step, String title, Instant from, Instant to, String state, String note) {}
}
