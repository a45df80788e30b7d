package dev.sojourn.slack.home;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.ButtonElement;
import dev.sojourn.job.Job;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Grant;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.card.Standing;
import dev.sojourn.slack.words.CapWords;
import dev.sojourn.slack.words.Money;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The Home tab of one person: what waits for them, where the volumes are, what runs, what it has cost, and how to begin. At
 * most 85 of the 100 blocks that Slack takes, whatever there is to show.
 */
public final class HomeTab {

    private static final int MOST_DECISIONS = 8;
    private static final int MOST_VOLUMES = 12;
    private static final int MOST_JOBS = 15;
    private static final int MOST_AHEAD = 5;
    private static final int MOST_ENDED = 10;
    private static final int SECTION = 3000;

    private final HomeView view;
    private final Instant now;
    private final List<LayoutBlock> blocks = new ArrayList<>();

    private HomeTab(HomeView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** The blocks but for the last, by which it is told whether a reader would see a difference. */
    public static List<LayoutBlock> body(HomeView view, String commandName, Instant now) {
        HomeTab tab = new HomeTab(view, now);
        tab.top();
        tab.decisions();
        tab.volumes();
        tab.live();
        tab.ahead();
        tab.ended();
        tab.blocks.add(divider());
        tab.blocks.add(small("In a channel that I am in, `" + commandName
                + " main` builds a branch, tag or commit at once; `" + commandName + " help` tells the rest."));
        return List.copyOf(tab.blocks);
    }

    /** The last block. */
    public static LayoutBlock footer(HomeView view, Instant now) {
        HomeView.Health health = view.health();
        String slack = health.connectedSince()
                .map(since -> "connected to Slack since " + Mrkdwn.date(since))
                .orElse("not connected to Slack");
        String leads = health.leads() ? "this process drives the jobs" : "another process drives the jobs";
        return small("Sojourn is up: " + slack + "; " + leads + ". As of " + Mrkdwn.time(now) + ".");
    }

    private void top() {
        view.notice().ifPresent(words -> blocks.add(text(":speech_balloon: " + words)));
        blocks.add(actions(block -> block.blockId("begin").elements(List.of(HomeButton.begin()))));
    }

    private void decisions() {
        if (view.decisions().isEmpty()) {
            return;
        }
        blocks.add(title("Waiting for your yes or no"));
        limited(view.decisions(), MOST_DECISIONS, one -> {
            Job job = one.job();
            blocks.add(text(ask(job)));
            ButtonElement approve = HomeButton.APPROVE.like(Button.approve(job), job);
            ButtonElement deny = HomeButton.DENY.like(Button.deny(job), job);
            blocks.add(actions(block -> block.blockId("decide-" + job.number()).elements(List.of(approve, deny))));
        });
    }

    private static String ask(Job job) {
        BuildPlan plan = job.request().plan();
        return what(job) + "\n" + Mrkdwn.code(plan.first().label()) + ", about "
                + Wording.duration(plan.estimate().expected()) + ", " + Money.before(plan)
                + job.approvalExpires()
                        .map(at -> ", expires " + Mrkdwn.date(at))
                        .orElse("");
    }

    private void volumes() {
        blocks.add(title("Volumes"));
        limited(view.volumes(), MOST_VOLUMES, line -> blocks.add(text(VolumeWords.of(line))));
    }

    private void live() {
        blocks.add(title("Running and queued"));
        if (view.live().isEmpty()) {
            blocks.add(text("Nothing is running or queued."));
        }
        limited(view.live(), MOST_JOBS, one -> {
            Job job = one.view().job();
            String words =
                    Mrkdwn.fit(what(job) + "\n" + Standing.of(one.view(), now).mrkdwn(), SECTION);
            blocks.add(section(block -> {
                block.blockId("job-" + job.number()).text(markdownText(words));
                return one.cancellable() ? block.accessory(HomeButton.CANCEL.like(Button.cancel(job), job)) : block;
            }));
        });
    }

    private void ahead() {
        if (view.ahead().isEmpty()) {
            return;
        }
        blocks.add(title("Approved ahead"));
        limited(view.ahead(), MOST_AHEAD, one -> {
            Grant grant = one.grant();
            String types = grant.types().stream().map(Mrkdwn::code).collect(Collectors.joining(", "));
            String words = "Builds on volume " + Mrkdwn.code(volume(grant)) + " with " + types + ", by "
                    + Mrkdwn.user(grant.by()) + " until " + Mrkdwn.date(grant.until()) + ": " + grant.left() + " of "
                    + grant.limit() + " left.";
            blocks.add(section(block -> {
                block.blockId("ahead-" + grant.job()).text(markdownText(Mrkdwn.fit(words, SECTION)));
                return one.endable() ? block.accessory(HomeButton.end(grant)) : block;
            }));
        });
    }

    private String volume(Grant grant) {
        return view.volumes().stream()
                .map(line -> line.volume())
                .filter(volume -> volume.id().equals(grant.volume()))
                .map(volume -> volume.name())
                .findFirst()
                .orElse(grant.volume());
    }

    private void ended() {
        if (!view.ended().isEmpty()) {
            blocks.add(title("Ended lately"));
            limited(
                    view.ended(),
                    MOST_ENDED,
                    one -> blocks.add(text(Mrkdwn.fit(
                            what(one.job()) + "\n" + Standing.of(one, now).mrkdwn(), SECTION))));
        }
        HomeView.Month month = view.month();
        String name = month.begin().atZone(ZoneOffset.UTC).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        blocks.add(text("*Spent in " + name + "*: " + month.spent() + (month.running() ? " so far" : "") + ", in "
                + Wording.count(month.jobs(), "job", "jobs") + " (" + Money.CAVEAT + ")."
                + month.budget().map(CapWords::used).orElse("")));
    }

    private static String what(Job job) {
        return "*" + job.label() + "* " + Mrkdwn.code(job.request().options().ref()) + " for "
                + Mrkdwn.user(job.request().requester()) + " in "
                + Mrkdwn.channel(job.request().channel());
    }

    private <T> void limited(List<T> all, int most, Consumer<T> draw) {
        all.stream().limit(most).forEach(draw);
        if (all.size() > most) {
            blocks.add(small("… and " + (all.size() - most) + " more."));
        }
    }

    private static LayoutBlock title(String words) {
        return header(block -> block.text(plainText(words)));
    }

    private static LayoutBlock text(String words) {
        return section(block -> block.text(markdownText(Mrkdwn.fit(words, SECTION))));
    }

    private static LayoutBlock small(String words) {
        return context(block -> block.elements(List.of(markdownText(words))));
    }
}
