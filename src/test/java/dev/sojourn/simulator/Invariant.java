package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that must be so at every moment. Its name is the sentence that a violation is reported with. */
abstract class Invariant {

    protected final World world;

    Invariant(World world) {
        this.world = world;
    }

    /** For example {@code no detach under a writer}. */
    String sentence() {
        return sentence(getClass());
    }

    static String sentence(Class<?> invariant) {
        return invariant.getSimpleName().replaceAll("(?<!^)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    protected final void broken(String how) {
        throw new Violation(sentence(), how);
    }

    protected final void broken(String how, Object... values) {
        broken(how.formatted(values));
    }

    // What happens; each invariant hears what it is about.

    /** A builder is there now. */
    void launched(Machine builder) {}

    /** An attachment came, went, or changed. */
    void attached(Disk disk) {}

    /** A detach takes effect. */
    void detaching(Disk disk, Machine from, Hand hand) {}

    /** A terminate takes effect. */
    void terminating(Machine machine, Hand hand) {}

    /** A machine is about to mount the volume. */
    void mounting(Machine machine, Disk disk, boolean checked) {}

    /** Writes have reached the disk and were acknowledged. */
    void synced(Machine machine, Disk disk, int writes) {}

    /** Writes that were not synced are gone. */
    void lost(Machine machine, int writes, Hand hand) {}

    /** A guest does what a guarded command says. */
    void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {}

    void saved(Optional<Job> before, Job after, List<Fact> facts) {}

    void posted(JobEvent event) {}

    /** All is over: every job has ended, nothing is under way. */
    void quiet() {}

    /** Whose doing something was. */
    enum Hand {
        BOT,
        PERSON,
        AWS
    }
}
