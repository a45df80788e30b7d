package dev.sojourn.slack;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The Home tab: what runs and waits, what ended lately, and how to begin. */
final class HomeTab {

    private static final int MOST_JOBS = 20;
    private static final int MOST_ENDED = 10;

    private HomeTab() {}

    /**
     * The tab's blocks.
     *
     * @param live jobs that have not ended, oldest first
     * @param ended jobs that have, newest first
     */
    static List<LayoutBlock> of(List<Snapshot> live, List<Snapshot> ended, String commandName, Instant now) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(title("Running and queued"));
        if (live.isEmpty()) {
            blocks.add(text("Nothing is running or queued."));
        }
        live.stream().limit(MOST_JOBS).forEach(view -> blocks.add(text(line(view, now))));
        if (live.size() > MOST_JOBS) {
            blocks.add(text("… and " + (live.size() - MOST_JOBS) + " more."));
        }
        if (!ended.isEmpty()) {
            blocks.add(divider());
            blocks.add(title("Ended lately"));
            ended.stream().limit(MOST_ENDED).forEach(view -> blocks.add(text(line(view, now))));
            Usd sum = ended.stream()
                    .limit(MOST_ENDED)
                    .map(view -> view.job().cost(now))
                    .reduce(Usd.ZERO, Usd::plus);
            blocks.add(small("Together " + sum + ", " + Money.CAVEAT + "."));
        }
        blocks.add(divider());
        blocks.add(title("How to begin"));
        blocks.add(text("Type `" + commandName + " main` in a channel that I am in: a branch, a tag or a commit. `"
                + commandName + " main --dry-run` tells what it would cost and starts nothing; `" + commandName
                + " help` tells the rest."));
        blocks.add(small("As of " + Mrkdwn.time(now) + "; open this tab again for what is new."));
        return List.copyOf(blocks);
    }

    private static String line(Snapshot view, Instant now) {
        Job job = view.job();
        return Mrkdwn.fit(
                "*" + job.label() + "* " + Mrkdwn.code(job.request().options().ref()) + " for "
                        + Mrkdwn.user(job.request().requester()) + " in "
                        + Mrkdwn.channel(job.request().channel())
                        + "\n" + Standing.of(view, now).mrkdwn(),
                3000);
    }

    private static LayoutBlock title(String words) {
        return header(block -> block.text(plainText(words)));
    }

    private static LayoutBlock text(String words) {
        return section(block -> block.text(markdownText(words)));
    }

    private static LayoutBlock small(String words) {
        return context(block -> block.elements(List.of(markdownText(words))));
    }
}
