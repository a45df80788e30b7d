package dev.sojourn.slack.note;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.HolderGroup;
import dev.sojourn.slack.words.HolderLines;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Follows a job's events and tells who is asked to leave the tree, and what became of each question. */
public final class Asks {

    private final Job job;
    private final WorkingVolume volume;
    private final List<Ask> asks = new ArrayList<>();

    private Asks(Job job) {
        this.job = job;
        this.volume = job.request().plan().volume();
    }

    /** All questions, oldest first; of each user of the host the last is the one that counts. */
    public static List<Ask> of(Job job, List<JobEvent> events) {
        Asks asks = new Asks(job);
        events.forEach(asks::take);
        return List.copyOf(asks.asks);
    }

    private void take(JobEvent event) {
        long sequence = event.sequence();
        if (event.fact() instanceof Fact.Held held) {
            held(held, event);
        } else if (event.fact() instanceof Fact.HeldLonger longer) {
            change(
                    ask -> ask.isOpen() && ask.to(volume).equals(Optional.of(longer.by())),
                    ask -> ask.waiting(longer.until(), sequence));
        } else if (event.fact() instanceof Fact.HoldersStopped stopped) {
            Set<Integer> users = stopped.targets().stream().map(Holder::uid).collect(Collectors.toSet());
            change(
                    ask -> ask.isOpen() && users.contains(ask.uid()),
                    ask -> ask.answered(stopped(stopped, ask.uid()), sequence));
        } else {
            over(event.fact()).ifPresent(words -> change(ask -> true, ask -> ask.settled(words, sequence)));
        }
    }

    private void held(Fact.Held held, JobEvent event) {
        List<HolderGroup> groups = HolderGroup.of(held.holders());
        if (held.count() == held.holders().size()) {
            Set<Integer> here = groups.stream().map(HolderGroup::uid).collect(Collectors.toSet());
            change(
                    ask -> !here.contains(ask.uid()),
                    ask -> ask.settled(
                            "Nothing of " + ask.group().hostUser() + " is in the tree any more; " + label()
                                    + " waits for others.",
                            event.sequence()));
        }
        for (HolderGroup group : groups) {
            Optional<Ask> before = asks.stream()
                    .filter(ask -> ask.uid() == group.uid() && !ask.settled())
                    .reduce((earlier, later) -> later);
            if (before.isPresent() && !before.get().isOver(event.at())) {
                continue;
            }
            change(
                    ask -> ask.uid() == group.uid(),
                    ask -> ask.settled("This is asked again, in a newer message.", event.sequence()));
            Instant since = before.map(Ask::since).orElse(event.at());
            asks.add(Ask.opened(event.sequence(), group, since));
        }
    }

    private void change(Predicate<Ask> which, Function<Ask, Ask> how) {
        asks.replaceAll(ask -> !ask.settled() && which.test(ask) ? how.apply(ask) : ask);
    }

    private String stopped(Fact.HoldersStopped stopped, int uid) {
        List<Holder> targets = stopped.targets().stream()
                .filter(holder -> holder.uid() == uid && holder.isProcess())
                .toList();
        return "For " + label() + ", " + HolderGroup.processes(targets)
                + (targets.size() == 1 ? " was" : " were") + " asked to end (SIGTERM)"
                + stopped.by()
                        .map(by -> ", because " + Mrkdwn.user(by) + " said so. ")
                        .orElse(", as the configuration allows. ")
                + HolderLines.left(stopped.left());
    }

    /** What has ended all questions; empty: they go on. */
    private Optional<String> over(Fact fact) {
        if (fact instanceof Fact.HeldNoMore) {
            return Optional.of(
                    "Nobody holds the volume any more, and " + label() + " goes on. There is nothing for you to do.");
        }
        if (fact instanceof Fact.CancelAsked cancel) {
            return Optional.of(
                    capital() + " was cancelled by " + Mrkdwn.user(cancel.by()) + ": nobody has to leave the tree.");
        }
        if (fact instanceof Fact.TurnedHome home) {
            // When it goes out again, it waits for the same people.
            return home.why().reason().mayGoOutAgain()
                    ? Optional.empty()
                    : Optional.of(capital() + " waits no longer: nobody has to leave the tree.");
        }
        return fact instanceof Fact.Ended
                ? Optional.of(capital() + " is over: nobody has to leave the tree.")
                : Optional.empty();
    }

    private String capital() {
        return Wording.capitalised(label());
    }

    private String label() {
        return "job " + job.label();
    }
}
