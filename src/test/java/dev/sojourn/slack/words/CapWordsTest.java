package dev.sojourn.slack.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.command.Reply;
import dev.sojourn.plan.Breach;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import dev.sojourn.slack.reply.DecisionReplies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapWordsTest {

    private static final Instant FREES = Instant.parse("2026-02-01T00:00:00Z");

    private static Budget budget(Cap.Kind kind, String soft, String hard, String spent, String promised) {
        Cap cap = new Cap(kind, amount(soft), amount(hard));
        Spending spending = new Spending(Usd.of(spent), Usd.of(promised));
        Whose whose = kind.of("U0ANN", "C0BUILDS");
        return new Budget(cap, whose, spending, Optional.of(FREES.minusSeconds(9)), Optional.of(FREES));
    }

    private static Optional<Usd> amount(String dollars) {
        return Optional.of(dollars).filter(text -> !text.isEmpty()).map(Usd::of);
    }

    private static String refusal(Budget budget, String amount) {
        Breach breach = budget.with(Usd.of(amount)).orElseThrow();
        return DecisionReplies.of(new Reply.OverCap(breach), job -> new History(List.of()))
                .orElseThrow();
    }

    @Test
    void aRefusalSaysWhichCapWhatIsSpentWhatThisAddsWhenItFreesAndWhoCanRaiseIt() {
        assertThat(refusal(budget(Cap.Kind.MONTH, "", "100", "90.10", "5"), "8"))
                .isEqualTo("The hard cap on what all builds of a month may cost is $100.00. $90.10 is spent and $5.00"
                        + " promised to running and queued builds; up to $8.00 for this build would be $3.10 too much."
                        + " All of it is free again " + Mrkdwn.date(FREES)
                        + "; sooner, if builds under way end for less than is promised to them."
                        + " Whoever runs Sojourn can raise it (`policy.caps.month.hard-usd`)."
                        + " Nothing was launched, nothing touched.");
    }

    @Test
    void aCapOfSomebodyNamesThem() {
        assertThat(refusal(budget(Cap.Kind.USER_DAY, "", "10", "9", "0"), "2"))
                .startsWith(
                        "The hard cap on what the builds of <@U0ANN> of a day may cost is $10.00. $9.00 is spent; up to");
        assertThat(refusal(budget(Cap.Kind.CHANNEL_DAY, "", "10", "9", "0"), "2"))
                .startsWith("The hard cap on what the builds in <#C0BUILDS> of a day may cost is $10.00.");
    }

    @Test
    void aCapOfSingleJobsSaysWhatToTypeInstead() {
        Budget single = new Budget(
                new Cap(Cap.Kind.JOB, Optional.empty(), amount("25")),
                Whose.EVERYBODY,
                Spending.NONE,
                Optional.empty(),
                Optional.empty());
        assertThat(refusal(single, "30"))
                .startsWith("This build may cost $30.00, and no single one may cost more than $25.00 here.")
                .contains("`--on`", "`--cap`", "`policy.caps.job.hard-usd`");
    }

    @Test
    void theHomeTabSaysHowFarTheMonthIsUsedUp() {
        assertThat(CapWords.used(budget(Cap.Kind.MONTH, "80", "100", "30", "4.20")))
                .isEqualTo(" $34.20 of the cap of $100.00 is used up, $4.20 of it promised to builds under way;"
                        + " from $80.00 on builds need a yes.");
        assertThat(CapWords.used(budget(Cap.Kind.MONTH, "80", "", "30", "0")))
                .isEqualTo(" $30.00 counts; from $80.00 on builds need a yes.");
    }
}
