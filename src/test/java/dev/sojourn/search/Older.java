package dev.sojourn.search;

import dev.sojourn.handoff.Timing;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.DeviceNames;
import dev.sojourn.job.Job;
import dev.sojourn.job.Life;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Passage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job as it is some time later: all its times lie further back. */
final class Older {

    private final Age passed;

    private Older(Age passed) {
        this.passed = passed;
    }

    static Job job(Job job, Age passed) {
        Older older = new Older(passed);
        return job.with(draft -> {
            draft.stepSince = Age.summed(draft.stepSince, passed);
            draft.approvalExpires = draft.approvalExpires.map(older::expiry);
            draft.buildStartedAt = draft.buildStartedAt.map(older::time);
            draft.capacitySince = draft.capacitySince.map(older::time);
            draft.anewSince = draft.anewSince.map(older::time);
            draft.passage = older.passage(draft.passage);
            job.attempts().forEach(one -> draft.update(older.attempt(one)));
        });
    }

    private Instant time(Instant then) {
        return Age.later(then, passed);
    }

    private Optional<Instant> time(Optional<Instant> then) {
        return then.map(this::time);
    }

    private Instant expiry(Instant expires) {
        var lasts = Timing.DEFAULT.approvalExpires();
        return time(expires.minus(lasts)).plus(lasts);
    }

    private Attempt attempt(Attempt one) {
        Life life = one.life();
        return new Attempt(
                one.number(),
                one.rung(),
                one.offer(),
                one.clientToken(),
                time(one.askedAt()),
                one.instance(),
                one.refusal(),
                new Life(
                        time(life.launched()),
                        time(life.running()),
                        time(life.online()),
                        time(life.reclaimed()),
                        time(life.ended())));
    }

    private Passage passage(Passage old) {
        return new Passage(
                old.epoch(),
                old.operations(),
                old.operation().map(this::operation),
                old.lastAct().map(act -> new Passage.Act(act.what(), time(act.at()), act.times())),
                names(old.names()),
                old.unclean(),
                old.guestClock(),
                old.trouble());
    }

    /** A day is more than {@link dev.sojourn.job.Departure#LATEST}, and everything else is less. */
    private DeviceNames names(DeviceNames old) {
        return passed == Age.DAY ? new DeviceNames(old.current(), old.spent(), List.of()) : old;
    }

    private Operation operation(Operation one) {
        return new Operation(
                one.id(),
                one.script(),
                one.instance(),
                one.epoch(),
                time(one.issuedAt()),
                Operations.notAfter(Operations.age(one.notAfter()).older(passed)),
                one.command());
    }
}
