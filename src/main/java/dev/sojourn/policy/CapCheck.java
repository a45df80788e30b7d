package dev.sojourn.policy;

import dev.sojourn.plan.Breach;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Period;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds a build against the caps: its own cap against that of single jobs, what it promises to cost against all others. */
final class CapCheck {

    private final List<Breach> breaches;

    private CapCheck(List<Breach> breaches) {
        this.breaches = breaches;
    }

    static CapCheck of(Caps caps, BuildPlan plan, Asker asker) {
        Cap single = caps.of(Cap.Kind.JOB);
        Stream<Breach> alone = caps
                .budget(single, single.kind().of(asker.user(), asker.channel()), asker.expenses(), asker.now())
                .with(plan.cap())
                .stream();
        Stream<Breach> together = caps.budgets(asker.user(), asker.channel(), asker.expenses(), asker.now()).stream()
                .flatMap(budget -> budget.with(plan.promises()).stream());
        return new CapCheck(Stream.concat(alone, together).toList());
    }

    /** The one to wait for longest. */
    Optional<Breach> hard() {
        return breaches.stream()
                .filter(Breach::hard)
                .max(Comparator.comparing(breach -> breach.budget().frees().orElse(Instant.MAX)));
    }

    List<Cap.Kind> soft() {
        return breaches.stream()
                .filter(breach -> !breach.hard())
                .map(Breach::kind)
                .toList();
    }

    /** Which soft caps, and by how much: what whoever is asked to agree has to know. */
    List<String> reasons() {
        return breaches.stream()
                .filter(breach -> !breach.hard())
                .map(CapCheck::reason)
                .toList();
    }

    private static String reason(Breach breach) {
        if (breach.kind() == Cap.Kind.JOB) {
            return "it may cost " + breach.amount() + ", " + breach.over() + " more than the soft cap of "
                    + breach.limit() + " for a single job";
        }
        return "it would take " + what(breach) + " to "
                + breach.budget().spending().total().plus(breach.amount()) + ", " + breach.over()
                + " over the soft cap of " + breach.limit() + " ("
                + breach.budget().spending().spent() + " spent, "
                + breach.budget().spending().promised() + " promised to running and queued builds, up to "
                + breach.amount() + " for this one)";
    }

    /** For example: this channel's builds of today. */
    private static String what(Breach breach) {
        String whose = breach.budget().whose().user().isPresent()
                ? "this person's builds"
                : breach.budget().whose().channel().isPresent() ? "this channel's builds" : "all builds";
        boolean day = breach.kind().period().orElseThrow() == Period.DAY;
        return whose + (day ? " of today" : " of this month");
    }
}
