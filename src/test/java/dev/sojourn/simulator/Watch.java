package dev.sojourn.simulator;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.simulator.Invariant.Hand;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells each invariant what it is about. */
final class Watch {

    /** Which kinds of news a class of invariants listens to: found out once. */
    private static final Map<Class<?>, List<String>> LISTENS = new ConcurrentHashMap<>();

    private final Map<String, Invariant[]> listeners = new HashMap<>();

    Watch(List<Invariant> invariants) {
        for (Invariant one : invariants) {
            for (String news : LISTENS.computeIfAbsent(one.getClass(), Watch::listens)) {
                Invariant[] others = listeners.getOrDefault(news, new Invariant[0]);
                Invariant[] all = Arrays.copyOf(others, others.length + 1);
                all[others.length] = one;
                listeners.put(news, all);
            }
        }
    }

    private static List<String> listens(Class<?> invariant) {
        List<String> hooks = Arrays.stream(Invariant.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();
        return Arrays.stream(invariant.getDeclaredMethods())
                .map(Method::getName)
                .filter(hooks::contains)
                .distinct()
                .toList();
    }

    void launched(Machine builder) {
        tell("launched", one -> one.launched(builder));
    }

    void attached(Disk disk) {
        tell("attached", one -> one.attached(disk));
    }

    void detaching(Disk disk, Machine from, Hand hand) {
        tell("detaching", one -> one.detaching(disk, from, hand));
    }

    void terminating(Machine machine, Hand hand) {
        tell("terminating", one -> one.terminating(machine, hand));
    }

    void mounting(Machine machine, Disk disk, boolean checked) {
        tell("mounting", one -> one.mounting(machine, disk, checked));
    }

    void synced(Machine machine, Disk disk, int writes) {
        tell("synced", one -> one.synced(machine, disk, writes));
    }

    void lost(Machine machine, int writes, Hand hand) {
        tell("lost", one -> one.lost(machine, writes, hand));
    }

    void obeyed(Machine machine, Disk disk, String script, int epoch, long notAfter) {
        tell("obeyed", one -> one.obeyed(machine, disk, script, epoch, notAfter));
    }

    void saved(Optional<Job> before, Job after, List<Fact> facts) {
        tell("saved", one -> one.saved(before, after, facts));
    }

    void posted(JobEvent event) {
        tell("posted", one -> one.posted(event));
    }

    void quiet() {
        tell("quiet", Invariant::quiet);
    }

    private void tell(String news, Consumer<Invariant> how) {
        Invariant[] all = listeners.get(news);
        if (all != null) {
            for (Invariant one : all) {
                how.accept(one);
            }
        }
    }
}
