package dev.sojourn.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Under which names the volume was, is, and must not be attached. A name is used once on a machine, because a reused one can
 * hang, and because a detach that lands late ends whatever is attached under the name that it was asked for.
 *
 * @param current of the attachment under way or in force
 * @param spent used on the current builder or on the host, or found taken
 * @param departures attachments whose end was asked for, in this job or in those before it, and may still come
 */
public record DeviceNames(Optional<String> current, List<String> spent, List<Departure> departures) {

    public static final DeviceNames NONE = new DeviceNames(Optional.empty(), List.of(), List.of());

    public DeviceNames using(String name) {
        return new DeviceNames(Optional.of(name), spending(name), departures);
    }

    private List<String> spending(String name) {
        if (spent.contains(name)) {
            return spent;
        }
        List<String> all = new ArrayList<>(spent);
        all.add(name);
        return List.copyOf(all);
    }

    /** An attachment under this new name was refused: it never came, and the name is as good as before. */
    public DeviceNames unspent(String name) {
        int last = spent.size() - 1;
        return last < 0 || !spent.get(last).equals(name)
                ? this
                : new DeviceNames(current, List.copyOf(spent.subList(0, last)), departures);
    }

    /** The end of this attachment is about to be asked for. */
    public DeviceNames departing(String instance, String name, Instant now) {
        List<Departure> all = new ArrayList<>(departures);
        all.removeIf(one -> one.isFrom(instance, name) || !one.mayStillLand(now));
        all.add(new Departure(instance, name, now));
        return new DeviceNames(current, spending(name), List.copyOf(all));
    }

    /** What earlier jobs asked for may land in this one. */
    public DeviceNames inheriting(Collection<Departure> earlier) {
        List<Departure> all = new ArrayList<>(departures);
        for (Departure one : earlier) {
            all.removeIf(
                    own -> own.isFrom(one.instance(), one.device()) && own.at().isBefore(one.at()));
            if (all.stream().noneMatch(own -> own.isFrom(one.instance(), one.device()))) {
                all.add(one);
            }
        }
        return new DeviceNames(current, spent, List.copyOf(all));
    }

    /** Whether what is attached so may be detached any time, by a request of ours that has not landed yet. */
    public boolean mayDepart(String instance, String name, Instant now) {
        return departures.stream().anyMatch(one -> one.isFrom(instance, name) && one.mayStillLand(now));
    }

    /** The attachment is gone or never came; its name stays spent. */
    public DeviceNames withoutCurrent() {
        return new DeviceNames(Optional.empty(), spent, departures);
    }

    /** Another machine: all its names are free. */
    public DeviceNames onFreshMachine() {
        return new DeviceNames(Optional.empty(), List.of(), departures);
    }
}
