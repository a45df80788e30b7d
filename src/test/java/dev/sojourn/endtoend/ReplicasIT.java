package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.store.PostgresServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two bots on one PostgreSQL server: one leads, one stands by; both are connected to Slack. */
@Tag("faults")
class ReplicasIT {

    /** What is promised. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private static final String LEADS = ") leads, term";
    private static final String NO_MORE = "no longer leads";

    private Stage stage;
    private Bot leader;
    private Bot other;

    @BeforeEach
    void open() throws Exception {
        Map<String, String> environment = Map.of("SOJOURN_DATABASE_URL", PostgresServer.emptyDatabase());
        stage = Stage.small("replicas", environment);
        leader = stage.bot();
        awaitLeads(leader, 1);
        other = stage.another("replicas-other", environment);
        other.start();
        assertThat(other.said(LEADS)).as("there is a leader already").isZero();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void theOneThatStandsByTakesOverWithinTwentySecondsOfTheLeadersDeath() {
        Channel channel = stage.compilers();
        Card card = channel.ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");

        leader.kill();
        awaitLeads(other, 1);
        stage.cloud().openGate("ann");
        card.awaitEnd(Outcome.SUCCEEDED);

        assertSaidOnce(card);
    }

    @Test
    void aLeaderThatStoodStillPastItsLeaseFindsThatAnotherOneWentOn() {
        Channel channel = stage.compilers();
        Card card = channel.ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");

        leader.pause();
        awaitLeads(other, 1);
        stage.cloud().openGate("ann");
        // It wakes in the middle of the way home, and believes for a moment that it still leads.
        card.awaitLine("build passed");
        leader.goOn();
        await("the paused one knows").atMost(TAKEOVER).until(() -> leader.said(NO_MORE) == 1);
        card.awaitEnd(Outcome.SUCCEEDED);

        assertSaidOnce(card);
        assertThat(other.said(NO_MORE)).isZero();
    }

    @Test
    void commandsAndClicksThatArriveAtTheOneThatStandsByHaveTheirEffect() {
        String standby = stage.playground().connections().get(1);
        Channel channel = stage.compilers();
        channel.typeOver(standby, Person.ANN, "gated");
        Card card = channel.awaitCard(0);
        card.awaitButton(Card.APPROVE);
        assertThat(card.pressOver(standby, Person.CLEO, Card.APPROVE)).isEqualTo(200);
        card.awaitText("building");
        assertThat(card.pressOver(standby, Person.ANN, Card.CANCEL)).isEqualTo(200);
        card.awaitEnd(Outcome.CANCELLED);

        assertThat(other.said(LEADS)).isZero();
        assertSaidOnce(card);
    }

    @Test
    void aCommandWhoseBotDiesRightAfterTheAcknowledgementIsDealtWithByTheOther() {
        Channel channel = stage.compilers();
        Faults faults = stage.playground().faults();
        String offers =
                faults.add(Map.of("service", "ec2", "action", "DescribeInstanceTypeOfferings", "mode", "hold_before"));
        channel.typeOver(stage.playground().connections().get(1), Person.ANN, "main");
        faults.awaitHeld(offers);
        other.kill();
        faults.clear();

        Card card = channel.awaitCard(0);
        card.awaitButton(Card.CANCEL);
        card.press(Person.ANN, Card.CANCEL);
        card.awaitEnd(Outcome.CANCELLED);
        assertThat(channel.roots()).hasSize(1);
        assertThat(leader.said("Taking up what")).isEqualTo(1);
    }

    @Test
    void aReplicaWhoseClockIsWrongByFiveMinutesChangesNothing() throws Exception {
        other.stop();
        leader.stop();
        Bot wrong = stage.another("replicas-wrong-clock", FiveMinutes.ahead(leader.environment()));
        wrong.start();
        awaitLeads(wrong, 1);
        leader.start();
        Card card = stage.compilers().ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");

        wrong.kill();
        awaitLeads(leader, 2);
        stage.cloud().openGate("ann");
        card.awaitEnd(Outcome.SUCCEEDED);

        assertSaidOnce(card);
        // Five minutes between two clocks would show as minutes in one of its lines.
        assertThat(card.lines()).noneMatch(line -> line.matches(".*\\b[5-9] min\\b.*"));
    }

    private static void awaitLeads(Bot bot, long times) {
        await("it leads").atMost(TAKEOVER).until(() -> bot.said(LEADS) >= times);
    }

    private void assertSaidOnce(Card card) {
        assertThat(stage.compilers().roots()).hasSize(1);
        assertThat(card.lines()).doesNotHaveDuplicates();
        assertThat(card.lines()).filteredOn(Outcome::isLastWord).hasSize(1);
        assertThat(stage.cloud().builders()).as("builders ever").hasSize(1);
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }
}
