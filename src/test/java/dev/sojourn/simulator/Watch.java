package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.simulator.Invariant.Hand;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells each invariant what it is about. */
final class Watch {

    /** The kinds of news, by the name of the method that hears them. */
    private static final List<String> NEWS = Arrays.stream(Invariant.class.getDeclaredMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .distinct()
            .sorted()
            .toList();

    private static final int LAUNCHED = NEWS.indexOf("launched");
    private static final int ATTACHED = NEWS.indexOf("attached");
    private static final int DETACHING = NEWS.indexOf("detaching");
    private static final int TERMINATING = NEWS.indexOf("terminating");
    private static final int MOUNTING = NEWS.indexOf("mounting");
    private static final int SYNCED = NEWS.indexOf("synced");
    private static final int LOST = NEWS.indexOf("lost");
    private static final int OBEYED = NEWS.indexOf("obeyed");
    private static final int SAVED = NEWS.indexOf("saved");
    private static final int POSTED = NEWS.indexOf("posted");
    private static final int QUIET = NEWS.indexOf("quiet");

    /** Which kinds of news a class of invariants listens to: found out once. */
    private static final Map<Class<?>, int[]> LISTENS = new ConcurrentHashMap<>();

    private final List<List<Invariant>> listeners = new ArrayList<>(NEWS.size());

    Watch(List<Invariant> invariants) {
        for (int news = 0; news < NEWS.size(); news++) {
            listeners.add(new ArrayList<>(invariants.size()));
        }
        for (Invariant one : invariants) {
            for (int news : LISTENS.computeIfAbsent(one.getClass(), Watch::listens)) {
                listeners.get(news).add(one);
            }
        }
    }

    private static int[] listens(Class<?> invariant) {
        return Arrays.stream(invariant.getDeclaredMethods())
                .map(Method::getName)
                .distinct()
                .mapToInt(NEWS::indexOf)
                .filter(news -> news >= 0)
                .toArray();
    }

    void launched(Machine builder) {
        tell(LAUNCHED, one -> one.launched(builder));
    }

    void attached(Disk disk) {
        tell(ATTACHED, one -> one.attached(disk));
    }

    void detaching(Disk disk, Machine from, Hand hand) {
        tell(DETACHING, one -> one.detaching(disk, from, hand));
    }

    void terminating(Machine machine, Hand hand) {
        tell(TERMINATING, one -> one.terminating(machine, hand));
    }

    void mounting(Machine machine, Disk disk, boolean checked) {
        tell(MOUNTING, one -> one.mounting(machine, disk, checked));
    }

    void synced(Machine machine, Disk disk, int writes) {
        tell(SYNCED, one -> one.synced(machine, disk, writes));
    }

    void lost(Machine machine, int writes, Hand hand) {
        tell(LOST, one -> one.lost(machine, writes, hand));
    }

    void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {
        tell(OBEYED, one -> one.obeyed(machine, disk, script, epoch, notAfter));
    }

    void saved(Optional<Job> before, Job after, List<Fact> facts) {
        tell(SAVED, one -> one.saved(before, after, facts));
    }

    void posted(JobEvent event) {
        tell(POSTED, one -> one.posted(event));
    }

    void quiet() {
        tell(QUIET, Invariant::quiet);
    }

    private void tell(int news, Consumer<Invariant> how) {
        List<Invariant> all = listeners.get(news);
        for (int at = 0; at < all.size(); at++) {
            how.accept(all.get(at));
        }
    }
}
