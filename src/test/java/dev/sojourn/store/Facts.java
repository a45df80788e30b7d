package dev.sojourn.store;

import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Quota;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One fact of every kind. */
final class Facts {

    private static final Instant LATER = Jobs.START.plusSeconds(5);
    private static final Rung RUNG = Plans.onDemand("c7i.4xlarge");
    private static final Homeward WHY = new Homeward(Homeward.Reason.HELD, Optional.empty(), "Somebody holds it.");

    private Facts() {}

    static List<Fact> ofEveryKind() {
        return List.of(
                new Fact.Submitted("U0ANN", "main"),
                new Fact.Submitted("U0ANN", "main", Optional.of(7L)),
                new Fact.Queued(2, 41),
                new Fact.CommitPinned(new Commit(Jobs.SHA, "A change"), 50_000),
                new Fact.Refused("no such ref", "try another"),
                new Fact.ApprovalAsked(List.of("64 vCPUs", "dear"), LATER),
                new Fact.Approved("U0EVE", true, Optional.of(7L)),
                new Fact.ApprovedAhead("U0EVE", List.of("c7i.4xlarge", "c7a.4xlarge"), Usd.of("20"), LATER),
                new Fact.Lowered("U0ANN", RUNG),
                new Fact.Denied("U0EVE", "too late"),
                new Fact.ApprovalExpired(),
                new Fact.Delegated("U0EVE", "U0MAX"),
                new Fact.CancelAsked("U0ANN"),
                new Fact.CancelAsked("U0ANN", Optional.of("C1")),
                new Fact.StepStarted(Step.PREFLIGHT),
                new Fact.StepDone(Step.PREFLIGHT, Duration.ofMillis(1234)),
                new Fact.BuilderAsked(1, RUNG),
                new Fact.BuilderRunning(1, "i-0b", RUNG, Duration.ofSeconds(9)),
                new Fact.RungRefused(1, RUNG, "InsufficientInstanceCapacity", "none"),
                new Fact.NoCapacity(LATER, LATER.plusSeconds(1800)),
                new Fact.RungRefused(
                        2, RUNG, "VcpuLimitExceeded", "no more", Optional.of(Quota.of(RUNG, "us-east-1a"))),
                new Fact.TriedNow("U0ANN"),
                new Fact.TookOnDemand("U0ANN", RUNG, Usd.of("3")),
                new Fact.SpotLeftAlone(new SpotBreaker.Open(3, Duration.ofHours(1), LATER)),
                new Fact.ReclaimNoticed(1, "i-0b", "marked-for-termination"),
                new Fact.VolumeSaved(1, true, Duration.ofSeconds(14)),
                new Fact.SlotChosen(new ChosenSlot(2, true, Optional.empty())),
                new Fact.Warned("-march=native"),
                new Fact.HeldLonger("U0ANN", LATER),
                new Fact.HoldersStopped(Optional.empty(), List.of(Jobs.HOLDER), 1),
                new Fact.HeldNoMore(),
                new Fact.Held(List.of(new Holder(812, 77, 1000, "ann", "vim", "file", "")), 3),
                new Fact.BuildStarted(1, "/mnt/llvm/sojourn/jobs/1/build.log"),
                new Fact.BuildEnded(Jobs.result(2)),
                new Fact.BuilderLost(1, "reclaimed"),
                new Fact.TurnedHome(WHY),
                new Fact.VolumeHome(false),
                new Fact.BuilderGone(1, "i-0b", Duration.ofMinutes(12), Usd.of("0.58")),
                new Fact.AttentionNeeded("it hangs", "look"),
                new Fact.AttentionReminder("it hangs", LATER, LATER.plusSeconds(3600)),
                new Fact.AttentionOver(),
                new Fact.AttentionOver(Optional.of("U0ANN")),
                new Fact.HostChosen("U0ANN", "i-0123456789abcdef0"),
                new Fact.Ended(
                        JobState.FAILED,
                        Usd.of("0.58"),
                        Duration.ofMinutes(15),
                        Optional.of(Jobs.result(2)),
                        Optional.of(WHY)));
    }
}
