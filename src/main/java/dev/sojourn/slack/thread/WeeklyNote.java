package dev.sojourn.slack.thread;

import dev.sojourn.job.Costs;
import dev.sojourn.job.Cursors;
import dev.sojourn.job.Cursors.Cursor;
import dev.sojourn.job.Span;
import dev.sojourn.slack.card.Cards;
import dev.sojourn.slack.reply.CostText;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in a channel once a week what builds have cost: from Monday, 08:00 UTC, on. Which week was told last is written down, and
 * the channel is looked at before, so that neither a restart nor a second process says it twice.
 */
public final class WeeklyNote {

    private static final Logger LOG = LoggerFactory.getLogger(WeeklyNote.class);
    private static final String READER = "slack-weekly";
    private static final LocalTime AT = LocalTime.of(8, 0);

    /** No job has this number. */
    private static final long NO_JOB = 0;

    private final Workspace workspace;
    private final Cursors cursors;
    private final InstantSource clock;

    public WeeklyNote(Workspace workspace, Cursors cursors, InstantSource clock) {
        this.workspace = workspace;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Meant to be called every few minutes; what Slack does not take now is tried again in the next round. */
    public void round(String channel, Costs costs) {
        Instant due = lastMonday(clock.instant());
        long week = due.getEpochSecond();
        long told = cursors.of(READER, NO_JOB).done();
        if (told >= week) {
            return;
        }
        // Nobody asked for this week's line yet when it was due: the first follows next Monday.
        if (told > 0) {
            try {
                say(channel, costs, due, Mark.fact(NO_JOB, week));
            } catch (SlackFault fault) {
                LOG.warn("The weekly line for {} is tried again later: {}", channel, fault.getMessage());
                return;
            }
        }
        cursors.keep(READER, NO_JOB, new Cursor(week, week, Map.of()));
    }

    private void say(String channel, Costs costs, Instant due, Mark mark) throws SlackFault {
        boolean there = workspace.messages(channel, due.minus(Cards.CLOCKS_APART)).stream()
                .anyMatch(posted -> posted.mark().filter(mark::equals).isPresent());
        if (!there) {
            workspace.post(Address.channel(channel), Content.of(CostText.week(costs.of(Span.WEEK))), mark);
        }
    }

    private static Instant lastMonday(Instant now) {
        ZonedDateTime monday = now.atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .with(AT);
        return (monday.toInstant().isAfter(now) ? monday.minusWeeks(1) : monday).toInstant();
    }
}
