package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Reply;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Move;
import dev.sojourn.job.Span;
import dev.sojourn.job.Step;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.reply.ReplyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers to commands, word for word. */
class ReplyGoldenTest {

    private static final Instant END = Sample.START.plusSeconds(41 * 60);
    private static final WorkingVolume ANNS = Sample.plan().volume();

    private final ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());

    static Stream<Arguments> replies() {
        Reply.Standing.Line building = new Reply.Standing.Line(
                Sample.withBuilder(Sample.in(JobState.OUTBOUND, Step.RUN_BUILD)),
                Optional.of(Sample.progress(1843, 4980)),
                Optional.empty());
        Reply.Standing.Line waiting = waiting("release/19.x", 43);
        Reply.Standing.Line unapproved = new Reply.Standing.Line(
                Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT), Optional.empty(), Optional.empty());
        return Stream.of(
                reply(
                        "queue",
                        new Reply.Queues(List.of(
                                new Reply.Queues.Waiting(
                                        ANNS, Optional.of(building), List.of(waiting, waiting("main", 44)), List.of()),
                                new Reply.Queues.Waiting(ANNS, Optional.empty(), List.of(), List.of(unapproved)),
                                new Reply.Queues.Waiting(ANNS, Optional.empty(), List.of(), List.of())))),
                reply("history", new Reply.Past(past(), true)),
                reply("history-of-all", new Reply.Past(past().subList(0, 1), false)),
                reply("history-of-nothing", new Reply.Past(List.of(), false)),
                reply("history-that-is-long", new Reply.Past(many(), true)),
                reply("quiet-hours", new Reply.QuietKept(Optional.of(FixedQuiet.ALL_DAY), true)),
                reply("quiet-hours-later", new Reply.QuietKept(Optional.of(FixedQuiet.ALL_DAY), false)),
                reply("quiet-hours-off", new Reply.QuietKept(Optional.empty(), false)),
                reply("cost", new Reply.Spent(CostReports.busy(Span.WEEK))),
                reply("cost-while-a-builder-lives", new Reply.Spent(CostReports.alive(Sample.ANN))),
                reply("cost-of-nothing", new Reply.Spent(CostReports.nothing())),
                reply(
                        "where",
                        new Reply.Places(List.of(
                                spot(new Place.Attached("i-0host", "/dev/sdf", "attached"), Optional.empty()),
                                spot(new Place.Attached("i-0host", "/dev/sdf", "detaching"), Optional.of(waiting)),
                                spot(new Place.Attached("i-0big", "/dev/sdg", "attached"), Optional.of(building)),
                                spot(new Place.Attached("i-0other", "/dev/sdg", "busy"), Optional.empty()),
                                spot(new Place.Loose("available"), Optional.of(building)),
                                spot(new Place.Loose("available"), Optional.empty()),
                                spot(new Place.Unknown(), Optional.empty()),
                                spot(new Place.Untold("RequestLimitExceeded"), Optional.empty())))),
                reply(
                        "logs-while-it-builds",
                        new Reply.LogEnd(
                                building.job(),
                                "/mnt/llvm/sojourn/jobs/42/build.log",
                                new LogEnds.End(81_234, "[1842/4980] Building CXX object\n[1843/4980] Linking\n"))),
                reply(
                        "logs-of-one-that-passed",
                        new Reply.LogEnd(
                                past().get(0), "/mnt/llvm/sojourn/jobs/42/build.log", new LogEnds.End(8, "done\n"))),
                reply(
                        "logs-of-one-that-failed",
                        new Reply.LogEnd(
                                past().get(1),
                                "/mnt/llvm/sojourn/jobs/42/build.log",
                                new LogEnds.End(90_000, "a.cpp:3:1: error: ```<!channel>``` & more\n"))),
                reply("logs-of-nothing-yet", new Reply.LogEnd(building.job(), "/mnt/llvm/log", new LogEnds.End(0, ""))),
                reply(
                        "logs-that-cannot-be-read",
                        new Reply.Unanswered(
                                "The log of job #42 cannot be read now; it is `/mnt/llvm/log` on the volume.",
                                "Job #43 has the volume: ask again once it is home, or while it builds.")),
                reply("watch", new Reply.Watching(building.job(), false)),
                reply("watch-again", new Reply.Watching(building.job(), true)),
                reply("unwatch", new Reply.NotWatching(building.job(), true)),
                reply("unwatch-again", new Reply.NotWatching(building.job(), false)),
                reply("retry-while-it-runs", new Reply.StillRunning(building)),
                reply("profiles", new Reply.Profiles(List.of(Sample.plan().profile()), List.of(ANNS))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void isAsItWas(String name, Reply reply) {
        String text = words.of(reply, "the manual", END);
        assertThat(text).hasSizeLessThanOrEqualTo(3500);
        Golden.assertText("replies/" + name, text);
    }

    private static Arguments reply(String name, Reply reply) {
        return Arguments.of(name, reply);
    }

    private static Reply.Places.Spot spot(Place place, Optional<Reply.Standing.Line> job) {
        return new Reply.Places.Spot(ANNS, place, job);
    }

    private static Reply.Standing.Line waiting(String ref, long number) {
        Job job = Sample.queued(ref).with(draft -> draft.stored(number, 1));
        return new Reply.Standing.Line(job, Optional.empty(), Optional.of(1));
    }

    private static List<Job> past() {
        Job passed = Sample.over(Sample.withBuilder(Sample.in(JobState.SUCCEEDED, Step.CONFIRM_BUILDER_GONE)), END)
                .with(draft -> {
                    draft.build = Optional.of(Sample.passed());
                    draft.homeward = Optional.of(Sample.BUILT);
                    draft.slot = Optional.of(new ChosenSlot(1, false, Optional.of(212)));
                });
        Job failed = Sample.over(Sample.withBuilder(Sample.in(JobState.FAILED, Step.CONFIRM_BUILDER_GONE)), END)
                .with(draft -> {
                    draft.build = Optional.of(Sample.failed("a.cpp:3:1: error"));
                    draft.homeward = Optional.of(Sample.BUILT);
                });
        Job refused = Sample.over(Sample.in(JobState.FAILED, Step.PREFLIGHT), END);
        Job cancelled = Sample.over(Sample.in(JobState.CANCELLED, Step.PREFLIGHT), END)
                .with(draft -> draft.homeward = Optional.of(new Homeward(
                        Homeward.Reason.CANCELLED, Optional.of(Sample.BOB), "Denied. Nothing was touched.")));
        return List.of(passed, failed, refused, cancelled);
    }

    private static List<Job> many() {
        List<Job> jobs = new ArrayList<>();
        IntStream.range(0, 30)
                .forEach(at -> jobs.add(Sample.over(
                        Sample.queued("users/somebody/a-branch-with-quite-a-long-name/and-more-of-it-" + at)
                                .with(draft -> draft.move(Move.REFUSE, END)),
                        END)));
        return jobs;
    }
}
