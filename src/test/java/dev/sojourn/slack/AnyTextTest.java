package dev.sojourn.slack;

import dev.sojourn.command.Parsed;
import dev.sojourn.command.Reply;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.job.VolumePlaces.Place;
import dev.sojourn.plan.Slot;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.card.Card;
import dev.sojourn.slack.card.Stalls;
import dev.sojourn.slack.home.HomeTab;
import dev.sojourn.slack.home.HomeView;
import dev.sojourn.slack.note.ApprovalNote;
import dev.sojourn.slack.note.ApprovalStory;
import dev.sojourn.slack.note.Ask;
import dev.sojourn.slack.note.AskNote;
import dev.sojourn.slack.note.Asks;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.thread.RemedyNote;
import dev.sojourn.slack.thread.ThreadLine;
import dev.sojourn.slack.thread.WatcherMessages;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever branches, commits, log lines, files, programs and people of a host are called: every message stays inside Slack's
 * limits, calls nobody, links nowhere, and shows no half of anything.
 */
class AnyTextTest {

    private static final Instant NOW = Sample.START.plusSeconds(3600);
    private static final int TRIES = 150;

    private final ReplyText words = new ReplyText("/llvm-build", job -> Sample.history());

    @Provide
    Arbitrary<String> anyText() {
        return AnyText.any();
    }

    @Property(tries = TRIES)
    void cardsStayWhole(@ForAll("anyText") String text, @ForAll JobState state) {
        Job job = job(text, state);
        Fact[] facts = state == JobState.CANCELLED
                ? new Fact[] {new Fact.Denied(Sample.BOB, text)}
                : new Fact[] {new Fact.Refused(text, text), new Fact.AttentionNeeded(text, text)};
        Snapshot view = new Snapshot(job, Sample.history(facts), Optional.of(progress(text)), List.of());
        SlackRules.assertKept(Card.of(view, NOW).content());
        SlackRules.assertKept(Card.of(view, NOW).withPlan(view).content());
        SlackRules.assertText(Stalls.words(job, progress(text), NOW), 4000);
    }

    @Property(tries = TRIES)
    void linesOfThreadsStayWhole(@ForAll("anyText") String text) {
        Job job = job(text, JobState.FAILED);
        List<JobEvent> events = Sample.events(facts(text));
        for (JobEvent event : events) {
            ThreadLine.of(event, job, new History(events).before(event), List.of(Sample.BOB))
                    .ifPresent(line -> SlackRules.assertKept(line.content()));
        }
        SlackRules.assertKept(RemedyNote.of(new Fact.Refused(text, text), job));
    }

    @Property(tries = TRIES)
    void homeTabsStayWhole(@ForAll("anyText") String text, @ForAll JobState state) {
        Snapshot view =
                new Snapshot(job(text, state), Sample.history(facts(text)), Optional.of(progress(text)), List.of());
        HomeView home = new HomeView(
                List.of(new HomeView.VolumeLine(
                        Sample.plan().volume(), Optional.of(new Place.Loose(text)), Optional.of(view))),
                state == JobState.AWAITING_APPROVAL ? List.of(view) : List.of(),
                List.of(new HomeView.Live(view, true)),
                List.of(view),
                List.of(),
                new HomeView.Month(Sample.START, 1, Usd.of("1"), true, Optional.empty()),
                new HomeView.Health(Optional.empty(), false),
                Optional.empty());
        SlackRules.assertHome(HomeTab.body(home, "/llvm-build", NOW));
    }

    @Property(tries = TRIES)
    void questionsToApproversStayWhole(@ForAll("anyText") String text) {
        Job job = job(text, JobState.AWAITING_APPROVAL);
        ApprovalStory.of(job, Sample.events(new Fact.ApprovalAsked(List.of(text), NOW)))
                .ifPresent(story ->
                        SlackRules.assertKept(ApprovalNote.of(story, Sample.BOB, false, job, Optional.empty())));
    }

    @Property(tries = TRIES)
    void questionsToThoseInTheTreeStayWhole(@ForAll("anyText") String text) {
        Job job = job(text, JobState.OUTBOUND);
        for (Ask ask : Asks.of(job, Sample.events(facts(text)))) {
            SlackRules.assertKept(AskNote.of(ask, job));
        }
    }

    @Property(tries = TRIES)
    void answersStayWhole(@ForAll("anyText") String text, @ForAll JobState state) {
        Job job = job(text, state);
        Reply.Standing.Line line = new Reply.Standing.Line(job, Optional.of(progress(text)), Optional.empty());
        for (Reply reply : List.of(
                new Reply.Accepted(job),
                new Reply.Standing(List.of(line, line)),
                new Reply.Outlook(text, Sample.plan(), List.of(text), List.of()),
                new Reply.CancelAccepted(job),
                new Reply.AlreadyOnTheWayHome(job),
                new Reply.Slots(Sample.plan().volume(), List.of(slot(text)), 1),
                new Reply.StopAccepted(job, holders(text)),
                new Reply.NothingToStop(job),
                new Reply.Unanswered(text + "x", text),
                new Reply.Queues(List.of(new Reply.Queues.Waiting(
                        Sample.plan().volume(), Optional.of(line), List.of(line, line), List.of(line)))),
                new Reply.Past(List.of(job, job), true),
                new Reply.QuietKept(Optional.of(FixedQuiet.ALL_DAY), true),
                new Reply.Delegated(job, Sample.BOB),
                new Reply.Spent(CostReports.alive(text)),
                new Reply.Places(List.of(
                        new Reply.Places.Spot(Sample.plan().volume(), new Place.Loose(text), Optional.of(line)),
                        new Reply.Places.Spot(
                                Sample.plan().volume(), new Place.Attached(text, text, text), Optional.empty()),
                        new Reply.Places.Spot(Sample.plan().volume(), new Place.Untold(text), Optional.empty()))),
                new Reply.LogEnd(job, text, new LogEnds.End(99_999, text)),
                new Reply.StillRunning(line),
                new Reply.Watching(job, true))) {
            SlackRules.assertText(Answers.fit(words.of(reply, "the manual", NOW)), 3500);
        }
        SlackRules.assertText(Answers.fit(words.of(new Parsed.NotUnderstood(text + "x", text))), 3500);
        SlackRules.assertText(Answers.fit(words.lookingAt(text)), 3500);
    }

    @Property(tries = TRIES)
    void whatWatchersAreToldStaysWhole(@ForAll("anyText") String text) throws SlackFault {
        Ledger ledger = new Ledger();
        Pinboard slack = new Pinboard();
        MemoryWatchers watchers = new MemoryWatchers();
        watchers.add(42, Sample.BOB, NOW);
        ledger.write(job(text, JobState.FAILED), facts(text));
        new WatcherMessages(slack, ledger, ledger, watchers).tell(42);
        slack.to(Sample.BOB).forEach(message -> SlackRules.assertText(message.text(), 4000));
    }

    private static Job job(String text, JobState state) {
        return Sample.withBuilder(Sample.in(state, Step.RUN_BUILD, text)).with(draft -> {
            draft.commit = Optional.of(new Commit(Sample.COMMIT.sha(), text));
            draft.problem = Optional.of(text);
            if (state.isTerminal() || state == JobState.HOMEBOUND) {
                draft.build = Optional.of(failed(text));
                draft.homeward = Optional.of(new Homeward(Homeward.Reason.STEP_FAILED, Optional.of(Sample.ANN), text));
            }
            draft.hold =
                    text.length() % 2 == 0 ? Optional.of(Hold.seen(Sample.START, holders(text), 3)) : Optional.empty();
        });
    }

    private static BuildResult failed(String text) {
        return new BuildResult(
                1,
                text,
                Duration.ofMinutes(12),
                900,
                BuildResult.Cause.UNKNOWN,
                text,
                Optional.of(new TestResult(40, 2, List.of(text, text))),
                Optional.of(30),
                true,
                2,
                text,
                text);
    }

    private static Progress progress(String text) {
        return new Progress(42, 1, NOW, text, 3, 0, Optional.empty(), text, Duration.ofMinutes(11));
    }

    private static List<Holder> holders(String text) {
        return List.of(
                new Holder(812, 77, 1000, text, text, "file", text), new Holder(0, 0, 0, text, text, "mount", text));
    }

    private static Slot slot(String text) {
        return new Slot(1, text, Optional.empty(), Optional.empty(), 1, 1, 1, 1, text);
    }

    private static Fact[] facts(String text) {
        Homeward why = new Homeward(Homeward.Reason.STEP_FAILED, Optional.empty(), text);
        return new Fact[] {
            new Fact.CommitPinned(new Commit(Sample.COMMIT.sha(), text), 1),
            new Fact.Warned(text),
            new Fact.Refused(text, text),
            new Fact.ApprovalAsked(List.of(text), NOW),
            new Fact.Denied(Sample.BOB, text),
            new Fact.RungRefused(1, Sample.SPOT, text, text),
            new Fact.Held(holders(text), 2),
            new Fact.HoldersStopped(Optional.of(Sample.ANN), holders(text), 1),
            new Fact.BuildStarted(1, text),
            new Fact.BuildEnded(failed(text)),
            new Fact.BuilderLost(1, text),
            new Fact.TurnedHome(why),
            new Fact.AttentionNeeded(text, text),
            new Fact.HostChosen(Sample.ANN, text),
            new Fact.Ended(
                    JobState.FAILED,
                    Usd.of("0.37"),
                    Duration.ofMinutes(41),
                    Optional.of(failed(text)),
                    Optional.of(why))
        };
    }
}
