package dev.sojourn.slack.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Stray;
import dev.sojourn.plan.Usd;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.workspace.SlackFault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What approvers hear of builders that no job owns. */
class StrayNotesTest {

    private static final Stray STRAY = new Stray(
            "i-000000000000057a0",
            "c7i.16xlarge",
            Sample.START,
            Optional.of(7L),
            Optional.of(Usd.of("2.856")),
            Stray.Fate.AWAITS_WORD);

    private final Pinboard slack = new Pinboard();
    private final Ledger ledger = new Ledger();

    private StrayNotes notes() {
        return new StrayNotes(slack, ledger, () -> List.of("U0EVE", "U0MAX"));
    }

    @Test
    void each_approver_is_told_once_also_by_a_bot_that_was_started_anew() {
        notes().tell(List.of(STRAY));
        notes().tell(List.of(STRAY));

        assertThat(slack.direct)
                .hasSize(2)
                .anyMatch(line -> line.startsWith("U0EVE: ")
                        && line.contains("i-000000000000057a0")
                        && line.contains("$2.86 an hour")
                        && line.contains("#7"));
    }

    @Test
    void whoever_cannot_be_reached_now_is_told_at_the_next_round_and_keeps_nobody_waiting() {
        slack.next("tell U0EVE", new SlackFault.Away("chat.postMessage", "no answer"), false);
        notes().tell(List.of(STRAY));
        assertThat(slack.direct).singleElement().asString().startsWith("U0MAX: ");
        notes().tell(List.of(STRAY));
        assertThat(slack.direct).hasSize(2);
    }

    @Test
    void one_that_comes_back_after_it_was_gone_is_news_again() {
        notes().tell(List.of(STRAY));
        notes().tell(List.of());
        notes().tell(List.of(STRAY));
        assertThat(slack.direct).hasSize(4);
    }

    @Test
    void there_is_a_button_only_where_a_word_ends_it() {
        assertThat(StrayNote.of(STRAY).blocks().toString()).contains(StrayNote.END);
        for (Stray.Fate fate : List.of(Stray.Fate.ENDED, Stray.Fate.HOLDS_A_VOLUME)) {
            Stray other = new Stray(STRAY.instance(), STRAY.type(), Sample.START, STRAY.job(), Optional.empty(), fate);
            assertThat(StrayNote.of(other).blocks().toString()).doesNotContain(StrayNote.END);
            assertThat(StrayNote.of(other).text()).contains("nobody knows how much");
        }
    }
}
