package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.simulator.Invariant.Hand;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells every invariant what happens. */
final class Watch {

    private final Invariant[] all;

    Watch(List<Invariant> invariants) {
        all = invariants.toArray(Invariant[]::new);
    }

    void launched(Machine builder) {
        tell(one -> one.launched(builder));
    }

    void attached(Disk disk) {
        tell(one -> one.attached(disk));
    }

    void detaching(Disk disk, Machine from, Hand hand) {
        tell(one -> one.detaching(disk, from, hand));
    }

    void terminating(Machine machine, Hand hand) {
        tell(one -> one.terminating(machine, hand));
    }

    void mounting(Machine machine, Disk disk, boolean checked) {
        tell(one -> one.mounting(machine, disk, checked));
    }

    void synced(Machine machine, Disk disk, int writes) {
        tell(one -> one.synced(machine, disk, writes));
    }

    void lost(Machine machine, int writes, Hand hand) {
        tell(one -> one.lost(machine, writes, hand));
    }

    void obeyed(Machine machine, String script, int epoch, long notAfter) {
        tell(one -> one.obeyed(machine, script, epoch, notAfter));
    }

    void saved(Optional<Job> before, Job after, List<Fact> facts) {
        tell(one -> one.saved(before, after, facts));
    }

    void posted(JobEvent event) {
        tell(one -> one.posted(event));
    }

    void quiet() {
        tell(Invariant::quiet);
    }

    private void tell(Consumer<Invariant> news) {
        for (Invariant one : all) {
            news.accept(one);
        }
    }
}
