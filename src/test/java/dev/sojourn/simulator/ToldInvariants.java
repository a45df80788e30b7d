package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must be so about what people are told. */
final class ToldInvariants {

    private ToldInvariants() {}

    static final class AnOutcomeNeverChanges extends Invariant {

        private final Set<Long> ended = new HashSet<>();

        AnOutcomeNeverChanges(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (before.filter(job -> job.state().isTerminal()).isPresent()) {
                broken(
                        "%s was %s and is written again as %s",
                        after.label(), before.get().state(), after.state());
            }
        }

        @Override
        void posted(JobEvent event) {
            if (ended.contains(event.job())) {
                broken("after the end of job %d: %s", event.job(), event.fact());
            }
            if (event.fact() instanceof Fact.Ended over) {
                ended.add(event.job());
                JobState state = world.store.find(event.job()).orElseThrow().state();
                if (state != over.outcome()) {
                    broken("job %d: told %s, is %s", event.job(), over.outcome(), state);
                }
            }
        }
    }

    static final class EveryMoveIsToldInTheSameWrite extends Invariant {

        EveryMoveIsToldInTheSameWrite(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            if (before.isEmpty()) {
                return;
            }
            Job was = before.get();
            boolean moved = was.state() != after.state() || was.step() != after.step();
            if (moved && facts.isEmpty()) {
                broken("%s from %s %s to %s %s", after.label(), was.state(), was.step(), after.state(), after.step());
            }
            boolean stepTold = facts.stream()
                    .anyMatch(fact -> fact instanceof Fact.StepStarted started && started.step() == after.step()
                            || fact instanceof Fact.AttentionNeeded
                            || fact instanceof Fact.HostChosen);
            if (was.step() != after.step() && !stepTold) {
                broken("%s goes to %s: %s", after.label(), after.step(), facts);
            }
            long ends = facts.stream().filter(Fact.Ended.class::isInstance).count();
            if (ends != (after.state().isTerminal() ? 1 : 0)) {
                broken("%s is %s: %s", after.label(), after.state(), facts);
            }
        }
    }

    static final class EveryEventIsPostedOnceAndInOrder extends Invariant {

        private final Map<Long, Long> last = new HashMap<>();
        private final Set<Long> ended = new HashSet<>();

        EveryEventIsPostedOnceAndInOrder(World world) {
            super(world);
        }

        @Override
        void posted(JobEvent event) {
            long before = last.getOrDefault(event.job(), 0L);
            if (event.sequence() != before + 1) {
                broken("job %d: %d after %d", event.job(), event.sequence(), before);
            }
            last.put(event.job(), event.sequence());
            if (event.fact() instanceof Fact.Ended) {
                ended.add(event.job());
            }
        }

        @Override
        void quiet() {
            for (Job job : world.store.newest(10)) {
                int all = world.store.events(job.number(), 0).size();
                if (job.state().isTerminal() && !ended.contains(job.number())) {
                    broken("nobody was told of the end of %s", job.label());
                }
                if (all != last.getOrDefault(job.number(), 0L)) {
                    broken("%s: %d of %d events were posted", job.label(), last.get(job.number()), all);
                }
            }
        }
    }

    /** As far as a look a few seconds ago could tell. */
    static final class AttentionTellsTheTruth extends Invariant {

        private static final long LOOK = 60_000;

        AttentionTellsTheTruth(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            for (Fact fact : facts) {
                if (fact instanceof Fact.AttentionNeeded needed && !isTrue(after, needed.problem())) {
                    broken("%s: %s", after.label(), needed.problem());
                }
            }
        }

        private boolean isTrue(Job job, String problem) {
            Machine host = world.machine(job.host());
            if (problem.contains("is terminated")) {
                return host.isEnding() && !world.disk(job.volume()).isOn(host);
            }
            if (problem.contains("neither its host nor a builder")) {
                return problem.contains(Hands.FOREIGN);
            }
            if (problem.contains("been detaching") || problem.contains("been busy")) {
                return world.disk(job.volume()).seen.asOf(world.timeline.now() - LOOK).attachments().stream()
                        .anyMatch(one -> one.isDetaching());
            }
            if (problem.contains("does not end")) {
                return world.machines.values().stream()
                        .anyMatch(one -> !one.isHost && one.job() == job.number() && one.isAlive());
            }
            return true;
        }
    }

    /** As far as it can be told apart in this world. */
    static final class TheReasonOfAFailureIsTrue extends Invariant {

        TheReasonOfAFailureIsTrue(World world) {
            super(world);
        }

        @Override
        void saved(Optional<Job> before, Job after, List<Fact> facts) {
            for (Fact fact : facts) {
                if (fact instanceof Fact.TurnedHome turned
                        && turned.why().words().contains("is gone and left no")) {
                    Machine builder = world.machine(after.builder().orElseThrow());
                    if (builder.guest.noticed) {
                        broken(
                                "%s: EC2 takes %s back: %s",
                                after.label(), builder, turned.why().words());
                    }
                }
            }
        }
    }
}
