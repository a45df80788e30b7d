package dev.sojourn.web;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fact in words, for the list of all that happened. Steps are left out: they have bars.
 *
 * @param kind {@code decision} where a person decided, {@code call} where one is called, {@code plain} otherwise
 */
record Told(Instant at, String time, String words, String kind) {

    static List<Told> of(List<JobEvent> events, Names names) {
        return events.stream()
                .flatMap(event -> words(event.fact(), names)
                        .map(words -> new Told(event.at(), Clockface.time(event.at()), words, kind(event.fact())))
                        .stream())
                .toList();
    }

    private static String kind(Fact fact) {
        if (fact instanceof Fact.AttentionNeeded) {
            return "call";
        }
        boolean decision = fact instanceof Fact.Submitted
                || fact instanceof Fact.Approved
                || fact instanceof Fact.ApprovedAhead
                || fact instanceof Fact.Lowered
                || fact instanceof Fact.Denied
                || fact instanceof Fact.Delegated
                || fact instanceof Fact.CancelAsked
                || fact instanceof Fact.HeldLonger
                || fact instanceof Fact.HoldersStopped
                || fact instanceof Fact.HostChosen;
        return decision ? "decision" : "plain";
    }

    private static Optional<String> words(Fact fact, Names names) {
        return decision(fact, names).or(() -> waiting(fact, names)).or(() -> road(fact));
    }

    private static Optional<String> decision(Fact fact, Names names) {
        if (fact instanceof Fact.Submitted one) {
            return Optional.of(names.of(one.by()) + " asked for " + Wording.line(one.ref(), 120));
        }
        if (fact instanceof Fact.ApprovalAsked one) {
            return Optional.of("Approval is needed: " + Wording.line(String.join("; ", one.reasons()), 400));
        }
        if (fact instanceof Fact.Approved one) {
            return Optional.of(names.of(one.by()) + " approved it"
                    + one.ahead()
                            .map(job -> ", ahead, at the request of #" + job)
                            .orElse(one.carriedOver() ? ", earlier, for the same plan and commit" : ""));
        }
        if (fact instanceof Fact.ApprovedAhead one) {
            return Optional.of(names.of(one.by()) + " approved builds with " + String.join(", ", one.types())
                    + " until " + Clockface.time(one.until()) + ", up to " + one.limit() + " in all");
        }
        if (fact instanceof Fact.Lowered one) {
            return Optional.of(names.of(one.by()) + " chose " + one.first().label() + ", which needs no approval");
        }
        if (fact instanceof Fact.Denied one) {
            return Optional.of(names.of(one.by()) + " denied it"
                    + (one.reason().isBlank() ? "" : ": " + Wording.line(one.reason(), 300)));
        }
        if (fact instanceof Fact.Delegated one) {
            return Optional.of(names.of(one.by()) + " left the decision to " + names.of(one.to()));
        }
        if (fact instanceof Fact.ApprovalExpired) {
            return Optional.of("Nobody approved in time; nothing was launched");
        }
        if (fact instanceof Fact.CancelAsked one) {
            return Optional.of(names.of(one.by()) + " cancelled it");
        }
        if (fact instanceof Fact.HostChosen one) {
            return Optional.of(names.of(one.by()) + " chose " + one.host() + " as the new host");
        }
        if (fact instanceof Fact.AttentionNeeded one) {
            return Optional.of("A person is called: " + Wording.sentence(Wording.line(one.problem(), 600)) + " "
                    + Wording.line(one.advice(), 600));
        }
        if (fact instanceof Fact.AttentionReminder one) {
            return Optional.of("Reminded whoever is called: " + Wording.line(one.problem(), 300));
        }
        if (fact instanceof Fact.AttentionOver) {
            return Optional.of("The cause is gone: the volume is on its way again");
        }
        return Optional.empty();
    }

    private static Optional<String> waiting(Fact fact, Names names) {
        if (fact instanceof Fact.Queued one) {
            return Optional.of("Queued at position " + one.position() + ", behind #" + one.behind());
        }
        if (fact instanceof Fact.Held one) {
            return Optional.of("The volume is in use: " + holders(one.holders(), one.count()));
        }
        if (fact instanceof Fact.HeldLonger one) {
            return Optional.of(names.of(one.by()) + " asked for time until " + Clockface.time(one.until()));
        }
        if (fact instanceof Fact.HoldersStopped one) {
            return Optional.of(one.by().map(names::of).orElse("The configuration") + " had stopped: "
                    + holders(one.targets(), one.targets().size()));
        }
        if (fact instanceof Fact.HeldNoMore) {
            return Optional.of("Nobody uses the volume any more");
        }
        if (fact instanceof Fact.NoCapacity one) {
            return Optional.of("No builder is to be had; tried again until " + Clockface.time(one.limit()));
        }
        if (fact instanceof Fact.RungRefused one) {
            return Optional.of(one.rung().label() + " refused: " + Wording.line(one.code(), 80)
                    + one.quota().map(quota -> "; quota " + quota.words()).orElse(""));
        }
        if (fact instanceof Fact.TriedNow one) {
            return Optional.of(names.of(one.by()) + " had it tried at once");
        }
        if (fact instanceof Fact.TookOnDemand one) {
            return Optional.of(names.of(one.by()) + " chose builders on demand: "
                    + one.first().label());
        }
        if (fact instanceof Fact.SpotLeftAlone one) {
            return Optional.of(
                    "Spot is left alone until " + Clockface.time(one.why().until()));
        }
        return Optional.empty();
    }

    private static Optional<String> road(Fact fact) {
        if (fact instanceof Fact.CommitPinned one) {
            return Optional.of("Pinned to " + one.commit().abbreviated() + " “"
                    + Wording.line(one.commit().subject(), 160) + "”");
        }
        if (fact instanceof Fact.SlotChosen one) {
            return Optional.of("Slot " + one.slot().number()
                    + (one.slot().fresh()
                            ? ", new"
                            : one.slot()
                                    .filesDiffer()
                                    .map(files -> ", " + Wording.count(files, "file differs", "files differ"))
                                    .orElse("")));
        }
        if (fact instanceof Fact.Warned one) {
            return Optional.of(Wording.line(one.words(), 600));
        }
        if (fact instanceof Fact.Refused one) {
            return Optional.of("Cannot be built: " + Wording.sentence(Wording.line(one.reason(), 600)) + " "
                    + Wording.line(one.advice(), 600));
        }
        if (fact instanceof Fact.BuilderRunning one) {
            return Optional.of("Builder " + one.instance() + " (" + one.rung().label() + ") runs after "
                    + Wording.duration(one.took()));
        }
        if (fact instanceof Fact.BuildStarted) {
            return Optional.of("The build has started");
        }
        if (fact instanceof Fact.BuildEnded one) {
            return Optional.of(
                    one.result().passed() ? "The build passed" : "The build failed: " + Standing.failed(one.result()));
        }
        if (fact instanceof Fact.BuilderLost one) {
            return Optional.of("The builder is lost: " + Wording.line(one.why(), 300));
        }
        if (fact instanceof Fact.ReclaimNoticed one) {
            return Optional.of("EC2 takes the builder back (" + Wording.line(one.sign(), 60) + ")");
        }
        if (fact instanceof Fact.VolumeSaved one) {
            return Optional.of(
                    one.clean()
                            ? "The volume is free for the next builder"
                            : "The volume is free for the next builder; its filesystem is checked first");
        }
        if (fact instanceof Fact.TurnedHome one && one.why().reason() != Homeward.Reason.BUILD_ENDED) {
            return Optional.of("Turned home: " + Wording.line(one.why().words(), 600));
        }
        if (fact instanceof Fact.VolumeHome one) {
            return Optional.of(
                    one.mounted()
                            ? "The volume is home and mounted"
                            : "The volume is home; it mounts when the host starts");
        }
        if (fact instanceof Fact.BuilderGone one) {
            return Optional.of("Builder " + one.instance() + " is gone: it lived " + Wording.duration(one.lived())
                    + " and cost " + Wording.dollars(one.cost()));
        }
        return Optional.empty();
    }

    private static String holders(List<Holder> holders, int count) {
        String named = holders.stream().limit(4).map(Holder::words).collect(Collectors.joining(", "));
        int more = count - Math.min(4, holders.size());
        return Wording.line(named, 400) + (more > 0 ? " and " + more + " more" : "");
    }
}
