package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One build, and all that people ask about it meanwhile and afterwards. */
class CommandsIT {

    @Test
    void whatPeopleAskIsAnsweredWhileItBuildsAndWhenItIsOver() throws Exception {
        try (Stage stage = Stage.small("commands")) {
            Channel channel = stage.compilers();
            Card card = channel.ask(Person.ANN, "gated");
            card.approve(Person.CLEO);
            card.awaitLine("The build has started");

            assertThat(channel.answerTo(Person.BEN, "watch 1")).contains("how job #1 ends");
            assertThat(channel.answerTo(Person.BEN, "where"))
                    .contains("on the builder `i-", "#1", "home, attached to its host");
            assertThat(channel.answerTo(Person.BEN, "queue ann")).contains("#1", "building");
            assertThat(channel.answerTo(Person.BEN, "retry job 1")).contains("It is not over yet");
            assertThat(channel.answerTo(Person.ANN, "logs last")).contains("/build.log");
            assertThat(channel.answerTo(Person.BEN, "profiles")).contains("on `ann`");
            assertThat(channel.answerTo(Person.BEN, "history")).startsWith("No job is over yet.");

            stage.cloud().openGate("ann");
            card.awaitEnd(Outcome.SUCCEEDED);
            Message told = stage.messagesTo(Person.BEN).first(text -> text.startsWith("You watch this one"));
            assertThat(told.text()).contains("Job #1, `gated`, is done", "Its thread");
            assertThat(channel.answerTo(Person.BEN, "where")).doesNotContain("on the builder");
            assertThat(channel.answerTo(Person.BEN, "history 5")).contains("*#1* `gated` done in", "slot 1");

            int known = channel.whispers(Person.BEN).size();
            channel.mention(Person.BEN, card.message(), "logs");
            assertThat(channel.awaitWhisper(Person.BEN, known, text -> text.contains("The end of the log of *#1*")))
                    .contains("```", "/build.log");
            stage.messagesTo(Person.BEN).awaitFile("build-1", ".log");

            known = channel.roots().size();
            channel.mention(Person.ANN, card.message(), "retry");
            Card again = channel.awaitCard(known);
            again.approve(Person.CLEO);
            again.awaitEnd(Outcome.SUCCEEDED);
            assertThat(again.text()).contains("#2", "`gated`");

            assertThat(channel.answerTo(Person.CLEO, "audit json")).contains("in your direct messages", ".json`");
            stage.messagesTo(Person.CLEO).awaitFile("sojourn-audit-", ".json");
            assertThat(channel.answerTo(Person.ANN, "audit")).contains("Only approvers", "<@" + Person.CLEO.id() + ">");
            stage.cloud().assertHome("ann");
            assertThat(stage.playground().violations()).isEmpty();
        }
    }
}
