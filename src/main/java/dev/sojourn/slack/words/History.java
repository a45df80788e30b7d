package dev.sojourn.slack.words;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A job's events, asked the questions that messages ask. */
public final class History {

    private final List<JobEvent> events;

    public History(List<JobEvent> events) {
        this.events = List.copyOf(events);
    }

    /** The part that had happened before an event. */
    public History before(JobEvent event) {
        return new History(
                events.stream().filter(one -> one.sequence() < event.sequence()).toList());
    }

    /** The events after a sequence number. */
    public List<JobEvent> after(long sequence) {
        return events.stream().filter(one -> one.sequence() > sequence).toList();
    }

    public <F extends Fact> Optional<F> last(Class<F> kind) {
        return events.stream()
                .map(JobEvent::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((earlier, later) -> later);
    }

    /** The sequence number of the last one of a kind. */
    public Optional<Long> lastSequence(Class<? extends Fact> kind) {
        return events.stream()
                .filter(event -> kind.isInstance(event.fact()))
                .map(JobEvent::sequence)
                .reduce((earlier, later) -> later);
    }

    public <F extends Fact> List<F> all(Class<F> kind) {
        return events.stream()
                .map(JobEvent::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Whether there was such a fact after the last of a kind. */
    public boolean somethingSince(Class<? extends Fact> kind, Predicate<Fact> wanted) {
        return events.stream()
                .map(JobEvent::fact)
                .filter(fact -> kind.isInstance(fact) || wanted.test(fact))
                .reduce((earlier, later) -> later)
                .filter(wanted)
                .isPresent();
    }

    /** Steps whose aim was met, with the time each took. A step that was entered again is open again, and those after it. */
    public Map<Step, Duration> stepsDone() {
        Map<Step, Duration> done = new EnumMap<>(Step.class);
        for (JobEvent event : events) {
            if (event.fact() instanceof Fact.StepStarted started) {
                done.keySet().removeIf(step -> !step.isBefore(started.step()));
            } else if (event.fact() instanceof Fact.StepDone met) {
                done.put(met.step(), met.took());
            }
        }
        return done;
    }

    /** Whether it was seen to leave, and not to come back: a second builder gets it from the first, not from the host. */
    public boolean volumeIsAway() {
        return events.stream()
                .map(JobEvent::fact)
                .filter(fact -> fact instanceof Fact.VolumeHome
                        || (fact instanceof Fact.StepDone done && done.step() == Step.DETACH_FROM_HOST))
                .reduce((earlier, later) -> later)
                .filter(Fact.StepDone.class::isInstance)
                .isPresent();
    }

    /** Whether it has left once more after it was home: a job that waits there goes out again. */
    boolean volumeHasLeftAgain() {
        return events.stream()
                .map(JobEvent::fact)
                .filter(fact -> fact instanceof Fact.VolumeHome || leaves(fact))
                .reduce((earlier, later) -> later)
                .filter(History::leaves)
                .isPresent();
    }

    private static boolean leaves(Fact fact) {
        return fact instanceof Fact.StepStarted started && started.step() == Step.DETACH_FROM_HOST;
    }

    /** Whether the volume has left its host, as far as anything was asked. */
    public boolean volumeLeft() {
        return events.stream().map(JobEvent::fact).anyMatch(History::leaves);
    }
}
