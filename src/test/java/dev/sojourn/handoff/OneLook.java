package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.VolumeView.Attachment;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Draft;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Leg;
import dev.sojourn.job.Move;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Allowance;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One job, one look at its world, and what is decided on it. */
abstract class OneLook {

    static final String HOST = FakeCloud.HOST;
    static final String BUILDER = "i-00000000000000b01";
    static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    static final Handoff HANDOFF = new Handoff(Timing.DEFAULT);

    GuestAnswer answer = new GuestAnswer.Pending();
    Optional<BuildReport> report = Optional.empty();
    Inheritance inheritance = Inheritance.NONE;
    Optional<Allowance> allowance = Optional.empty();
    final Map<String, InstanceView> machines =
            new HashMap<>(Map.of(HOST, machine(HOST, State.RUNNING), BUILDER, machine(BUILDER, State.RUNNING)));
    final List<Attachment> attachments = new ArrayList<>();
    final List<InstanceView> strays = new ArrayList<>();
    boolean volumeKnown = true;
    String volumeState = "available";
    final Set<String> online = new HashSet<>(Set.of(HOST, BUILDER));

    static Job job(Step step, Duration inStep, Consumer<Draft> more) {
        return job(Trip.plan(), step, inStep, more);
    }

    static Job job(BuildPlan plan, Step step, Duration inStep, Consumer<Draft> more) {
        Instant since = NOW.minus(inStep);
        Attempt attempt = Attempt.asked(1, 0, Trip.plan().ladder().get(0), "token", NOW.minusSeconds(300))
                .launched(BUILDER, NOW.minusSeconds(300))
                .running(NOW.minusSeconds(290))
                .online(NOW.minusSeconds(260));
        Request request = new Request("U0ANN", "C1", BuildOptions.of("main"), plan, List.of());
        return Job.submitted(request, NOW.minusSeconds(600)).with(draft -> {
            draft.move(Move.START, since);
            draft.add(attempt);
            draft.enter(step, since);
            if (step.leg() == Leg.HOME) {
                draft.move(Move.TURN_HOME, since);
                draft.homeward = Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), "It failed."));
            }
            more.accept(draft);
        });
    }

    void attached(String instance, String device, String state) {
        attachments.add(new Attachment(instance, device, state, false));
    }

    static InstanceView machine(String id, State state) {
        return new InstanceView(
                id,
                state,
                "t3.small",
                "z",
                "ami",
                "subnet",
                NOW,
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    Decision decide(Job job) {
        VolumeView volume = new VolumeView(
                FakeCloud.VOLUME, attachments.isEmpty() ? volumeState : "in-use", "z", 100, List.copyOf(attachments));
        Observation seen = new Observation(
                NOW,
                Optional.of(volume).filter(any -> volumeKnown),
                machines,
                List.copyOf(strays),
                online,
                answer,
                report,
                List.of(),
                List.of(),
                inheritance,
                Optional.empty(),
                Optional.empty(),
                allowance,
                Optional.empty(),
                Optional.empty());
        return HANDOFF.decide(job, seen, NOW);
    }

    static Job settled(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Settle.class);
        return ((Decision.Settle) decision).job();
    }

    static Decision.Ask asked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Ask.class);
        return (Decision.Ask) decision;
    }
}
