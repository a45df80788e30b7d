package dev.sojourn.slack.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.CostReport;
import dev.sojourn.job.Costs;
import dev.sojourn.job.Span;
import dev.sojourn.slack.CostReports;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A channel hears once a week what builds cost. */
class WeeklyNoteTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final String TEAM = "C0TEAM";

    private final Pinboard slack = new Pinboard();
    private final Ledger ledger = new Ledger();
    private Instant now = MONDAY.minus(Duration.ofDays(2));

    private final Costs costs = new Costs() {
        @Override
        public CostReport of(Span span) {
            return CostReports.busy(span);
        }

        @Override
        public Table table(Span span) {
            throw new AssertionError("nobody asked for a table");
        }
    };

    /** Of a bot that was started anew, or of another one on the same database. */
    private void round() {
        new WeeklyNote(slack, ledger, () -> now).round(TEAM, costs);
    }

    private void at(Instant time) {
        now = time;
        round();
    }

    @Test
    void it_is_said_once_a_week_from_the_monday_after_it_was_switched_on() {
        round();
        at(MONDAY.minusSeconds(1));
        assertThat(slack.cards()).isEmpty();
        at(MONDAY);
        at(MONDAY.plusSeconds(300));
        at(MONDAY.plus(Duration.ofDays(6)));
        assertThat(slack.cards()).hasSize(1);
        at(MONDAY.plus(Duration.ofDays(7)));
        assertThat(slack.cards()).hasSize(2);
    }

    @Test
    void one_that_was_posted_and_not_written_down_is_not_posted_again() {
        round();
        ledger.beforeKeeping = () -> {
            throw new IllegalStateException("killed");
        };
        try {
            at(MONDAY);
        } catch (IllegalStateException killed) {
            ledger.beforeKeeping = () -> {};
        }
        at(MONDAY.plusSeconds(300));
        assertThat(slack.cards()).hasSize(1);
    }

    @Test
    void one_that_slack_did_not_take_follows_later() {
        round();
        slack.next("post", new SlackFault.Away("chat.postMessage", "no answer"), false);
        at(MONDAY);
        assertThat(slack.cards()).isEmpty();
        at(MONDAY.plusSeconds(300));
        assertThat(slack.cards()).hasSize(1);
    }

    @Test
    void a_bot_that_was_away_on_monday_says_it_on_wednesday() {
        round();
        at(MONDAY.plus(Duration.ofDays(2)));
        assertThat(slack.cards()).hasSize(1);
    }

    @Test
    void it_names_the_machine_left_on_and_no_person() {
        round();
        at(MONDAY);
        assertThat(slack.cards().get(0))
                .contains("Builders alive now: 0", "c7i.16xlarge", "$479.81", "not your invoice")
                .doesNotContain("<@");
        Golden.assertText("replies/cost-of-the-week-in-a-channel", slack.cards().get(0));
    }
}
