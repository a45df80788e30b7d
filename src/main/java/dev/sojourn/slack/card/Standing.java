package dev.sojourn.slack.card;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.words.BuildWords;
import dev.sojourn.slack.words.HolderLines;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.words.Whereabouts;
import dev.sojourn.slack.words.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a job stands, in one line.
 *
 * @param emoji never the only carrier of the state: the title says it in a word
 * @param detail mrkdwn; may be empty
 */
public record Standing(String emoji, String title, String detail) {

    public String mrkdwn() {
        return ":" + emoji + ": *" + title + "*" + (detail.isEmpty() ? "" : " – " + detail);
    }

    /** For example {@code building, 37 %, about 14 min left}. */
    public String words() {
        return Wording.lowered(title) + (detail.isEmpty() ? "" : ", " + detail.replace(" – ", ", "));
    }

    public static Standing of(Snapshot view, Instant now) {
        Job job = view.job();
        return switch (job.state()) {
            case QUEUED -> new Standing("hourglass_flowing_sand", "Queued", queued(view));
            case AWAITING_APPROVAL -> new Standing("raised_hand", "Waiting for approval", approval(job));
            case OUTBOUND -> outbound(view);
            case HOMEBOUND -> homebound(job);
            case NEEDS_ATTENTION ->
                new Standing(
                        "rotating_light",
                        "Action needed: volume " + job.request().plan().volume().name() + " is not back on its host",
                        Mrkdwn.line(job.problem().orElse("the way home is blocked"), 1500));
            case SUCCEEDED -> new Standing("white_check_mark", "Done", ended(view, now));
            case FAILED -> new Standing("x", "Failed", failure(view) + ended(view, now));
            case CANCELLED -> new Standing("no_entry", "Cancelled", cancelled(view) + ended(view, now));
        };
    }

    private static String queued(Snapshot view) {
        if (view.ahead().isEmpty()) {
            return "next on volume "
                    + Mrkdwn.code(view.job().request().plan().volume().name());
        }
        Job next = view.ahead().get(view.ahead().size() - 1);
        return "position " + view.ahead().size() + ", behind " + next.label();
    }

    private static String approval(Job job) {
        BuildPlan plan = job.request().plan();
        return Mrkdwn.code(plan.first().label()) + ", " + Money.before(plan)
                + job.approvalExpires()
                        .map(at -> ", expires " + Mrkdwn.date(at))
                        .orElse("");
    }

    private static Standing outbound(Snapshot view) {
        Job job = view.job();
        if (job.cancelAskedBy().isPresent()) {
            return new Standing(
                    "leftwards_arrow_with_hook",
                    "Cancelling",
                    "asked by " + Mrkdwn.user(job.cancelAskedBy().get()) + ", the volume comes home first");
        }
        if (job.hold().isPresent()) {
            return new Standing(
                    "lock",
                    "Waiting for the volume to be free",
                    HolderLines.brief(job.hold().get(), job.request().plan().volume()));
        }
        if (job.step() == Step.RUN_BUILD) {
            return new Standing("hammer_and_wrench", activity(view.progress()), building(view.progress()));
        }
        if (job.capacitySince().isPresent()) {
            return new Standing(
                    "hourglass_flowing_sand",
                    "Waiting for a builder",
                    "no capacity since " + Mrkdwn.time(job.capacitySince().get()) + "; nothing is paid meanwhile");
        }
        return new Standing("package", "Preparing", Wording.lowered(job.step().title()));
    }

    /** From a builder that is taken back it goes to the next one, while there is one to be had. */
    private static Standing homebound(Job job) {
        boolean toTheNext = job.homeward()
                        .filter(why -> why.reason() == Homeward.Reason.RECLAIMED)
                        .isPresent()
                && job.step().isBefore(Step.ATTACH_TO_HOST)
                && job.cancelAskedBy().isEmpty();
        String step = Wording.lowered(job.step().title());
        return toTheNext
                ? new Standing("recycle", "Moving to another builder", "EC2 takes this one back (spot): " + step)
                : new Standing(
                        "leftwards_arrow_with_hook",
                        "Returning the volume",
                        "to " + Mrkdwn.code(job.host()) + why(job) + ": " + step);
    }

    private static String activity(Optional<Progress> progress) {
        return progress.filter(now -> now.phase().equals("test")).isPresent() ? "Testing" : "Building";
    }

    private static String building(Optional<Progress> progress) {
        if (progress.isEmpty()) {
            return "no count yet";
        }
        Progress now = progress.get();
        String bar = Wording.bar(now);
        StringBuilder line = new StringBuilder(bar.isEmpty() ? Mrkdwn.line(now.phase(), 40) : bar);
        now.left()
                .ifPresent(left ->
                        line.append(" – about ").append(Wording.duration(left)).append(" left"));
        if (now.quiet().compareTo(Stalls.LONG) >= 0) {
            line.append(" – no output for ").append(Wording.duration(now.quiet()));
        }
        return line.toString();
    }

    private static String why(Job job) {
        return job.homeward()
                .map(home -> switch (home.reason()) {
                    case BUILD_ENDED -> job.build().map(Standing::verdict).orElse("");
                    case CANCELLED ->
                        ", cancelled"
                                + home.by().map(by -> " by " + Mrkdwn.user(by)).orElse("");
                    case NO_BUILDER -> ", no builder was to be had";
                    case STEP_FAILED -> ", a step could not be done";
                    case BUILDER_LOST -> ", the builder was lost";
                    case RECLAIMED -> ", the builder is taken back; another one goes on";
                    case NO_SUCCESSOR -> ", no other builder is to be had; the job waits at home";
                    case CAP_REACHED -> ", the cap is reached";
                    case HELD -> ", somebody holds it; the job waits at home";
                })
                .orElse("");
    }

    private static String verdict(BuildResult result) {
        return result.passed()
                ? ", the build passed"
                : ", " + BuildWords.failure(result) + " (exit " + result.exit() + ")";
    }

    private static String failure(Snapshot view) {
        Job job = view.job();
        Optional<Fact.Refused> refused = view.history().last(Fact.Refused.class);
        if (refused.isPresent()) {
            return Mrkdwn.line(refused.get().reason(), 600) + " – ";
        }
        if (job.build().isPresent() && !job.build().get().passed()) {
            BuildResult build = job.build().get();
            return BuildWords.failure(build) + " (exit " + build.exit() + ") – ";
        }
        return job.homeward()
                .map(home -> Mrkdwn.line(home.words(), 600) + " – ")
                .orElse("");
    }

    private static String cancelled(Snapshot view) {
        Optional<Fact.Denied> denied = view.history().last(Fact.Denied.class);
        if (denied.isPresent()) {
            return "denied by " + Mrkdwn.user(denied.get().by())
                    + reason(denied.get().reason()) + " – ";
        }
        if (view.history().last(Fact.ApprovalExpired.class).isPresent()) {
            return "nobody approved in time – ";
        }
        return view.job()
                .homeward()
                .flatMap(Homeward::by)
                .or(() -> view.job().cancelAskedBy())
                .map(by -> "by " + Mrkdwn.user(by) + " – ")
                .orElse("");
    }

    public static String reason(String reason) {
        return reason.isBlank() ? "" : " (" + Mrkdwn.line(reason, 300) + ")";
    }

    private static String ended(Snapshot view, Instant now) {
        Job job = view.job();
        Optional<Fact.Ended> end = view.history().last(Fact.Ended.class);
        Usd cost =
                end.map(Fact.Ended::cost).orElseGet(() -> job.cost(job.endedAt().orElse(now)));
        String time = job.attempts().stream()
                .findFirst()
                .map(Attempt::askedAt)
                .map(start -> "in "
                        + Wording.duration(Duration.between(start, job.endedAt().orElse(now))) + " – ")
                .orElse("");
        return time + Money.atEnd(job, cost) + " – volume " + Whereabouts.of(job, view.history());
    }
}
