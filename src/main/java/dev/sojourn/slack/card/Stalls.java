package dev.sojourn.slack.card;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Progress;
import dev.sojourn.job.Step;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Says in a job's thread that its build has told nothing for long, and what it is at: once for each build. */
public final class Stalls {

    static final Duration LONG = Duration.ofMinutes(10);

    private static final String SAID = "stall";
    private static final String BEGUN = " begun";

    private final Workspace workspace;
    private final InstantSource clock;

    public Stalls(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    public void tell(Snapshot view, Bookmark bookmark) throws SlackFault {
        Job job = view.job();
        Optional<Progress> progress = view.progress().filter(now -> now.quiet().compareTo(LONG) >= 0);
        Optional<Long> build = view.history().lastSequence(Fact.BuildStarted.class);
        boolean builds = job.state() == JobState.OUTBOUND && job.step() == Step.RUN_BUILD;
        if (!builds || progress.isEmpty() || build.isEmpty() || bookmark.card().isEmpty()) {
            return;
        }
        String name = build.get().toString();
        Optional<String> said = bookmark.remembered(SAID);
        if (said.equals(Optional.of(name))) {
            return;
        }
        // No fact is told by this line, so it has the mark of a second message about the one that began the build.
        Mark mark = Mark.approval(job.number(), build.get(), 1);
        if (!said.equals(Optional.of(name + BEGUN)) || !isThere(mark, job, bookmark)) {
            bookmark.remember(SAID, name + BEGUN);
            Bookmark.CardPlace card = bookmark.card().get();
            workspace.post(
                    Address.thread(card.channel(), card.ts()),
                    Content.of(words(job, progress.get(), clock.instant())),
                    mark);
        }
        bookmark.remember(SAID, name);
    }

    private boolean isThere(Mark mark, Job job, Bookmark bookmark) throws SlackFault {
        Bookmark.CardPlace card = bookmark.card().orElseThrow();
        Instant since = job.createdAt().minus(Cards.CLOCKS_APART);
        return workspace.replies(card.channel(), card.ts(), since).stream()
                .anyMatch(posted -> posted.mark().equals(Optional.of(mark)));
    }

    public static String words(Job job, Progress progress, Instant now) {
        String count = progress.percent().isPresent()
                ? ", " + Wording.count(progress.done()) + " of " + Wording.count(progress.total())
                : "";
        String what = progress.what().isBlank()
                ? "It does not say what it is at" + count + "."
                : "What it said last: " + Mrkdwn.code(Mrkdwn.cut(progress.what(), 300)) + count + ".";
        return "The build has said nothing for " + Wording.duration(progress.quiet()) + ". " + what
                + " A large link or test may take so long; the builder goes on, " + Money.soFar(job, now)
                + ". *Cancel* on the card stops it, and what is built is kept.";
    }
}
