package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the bot has acknowledged has its effect, and has it once. */
class AcknowledgedIT {

    private static Stage stage;
    private static Channel channel;
    private static Faults faults;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.small("acknowledged");
        channel = stage.compilers();
        faults = stage.playground().faults();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @AfterEach
    void clear() {
        faults.clear();
    }

    @Test
    void aCommandWhoseBotIsKilledRightAfterTheAcknowledgementBeginsOneJob() {
        int cards = channel.roots().size();
        int whispers = channel.whispers(Person.ANN).size();
        killWhilePlanning();
        stage.bot().start();

        Card card = channel.awaitCard(cards);
        String accepted = channel.awaitWhisper(Person.ANN, whispers, text -> text.contains("is accepted"));
        assertThat(card.text()).contains(accepted.replaceAll("(?s).*(#\\d+) is accepted.*", "$1"));
        stage.bot().kill();
        stage.bot().start();
        cancel(card);
        assertThat(channel.roots()).as("one card, after two starts").hasSize(cards + 1);
    }

    @Test
    void anAnswerThatIsTooLateForItsResponseUrlComesAllTheSame() {
        int cards = channel.roots().size();
        int whispers = channel.whispers(Person.ANN).size();
        killWhilePlanning();
        String expired = faults.add(Map.of(
                "service",
                "slack",
                "action",
                "response_url",
                "mode",
                "error",
                "http_status",
                404,
                "code",
                "expired_url"));
        stage.bot().start();

        channel.awaitWhisper(Person.ANN, whispers, text -> text.contains("is accepted"));
        assertThat(faults.hits(expired)).isEqualTo(1);
        assertThat(stage.playground().calls("chat.postEphemeral")).hasSize(1);
        cancel(channel.awaitCard(cards));
    }

    @Test
    void aFormWhoseBotIsKilledRightAfterItWasTakenBeginsOneJob() {
        int cards = channel.roots().size();
        String offers = holdOffers();
        channel.sendForm(Person.ANN, "main");
        faults.awaitHeld(offers);
        stage.bot().kill();
        faults.clear();
        stage.bot().start();

        Card card = channel.awaitCard(cards);
        stage.bot().kill();
        stage.bot().start();
        cancel(card);
        assertThat(channel.roots()).as("one card, after two starts").hasSize(cards + 1);
    }

    @Test
    void aCommandAndAClickThatSlackDeliversTwiceHaveTheirEffectOnce() {
        int cards = channel.roots().size();
        String command = faults.add(twice("slash_commands"));
        Card card = channel.ask(Person.ANN, "main");
        assertThat(faults.hits(command)).isEqualTo(1);
        card.awaitButton(Card.APPROVE);
        int whispers = channel.whispers(Person.ANN).size();
        String click = faults.add(twice("block_actions"));
        cancel(card);

        assertThat(faults.hits(click)).isEqualTo(1);
        assertThat(channel.roots()).hasSize(cards + 1);
        assertThat(card.lines()).doesNotHaveDuplicates();
        assertThat(channel.whispers(Person.ANN)
                        .subList(whispers, channel.whispers(Person.ANN).size()))
                .filteredOn(text -> text.contains("is being cancelled"))
                .hasSize(1);
    }

    /** The desk asks EC2 what can be bought; the command is acknowledged by then, and its job is not yet begun. */
    private static void killWhilePlanning() {
        String offers = holdOffers();
        JsonNode ack = channel.type(Person.ANN, "main");
        assertThat(ack.path("text").asText()).contains("Looking at");
        faults.awaitHeld(offers);
        stage.bot().kill();
        faults.clear();
    }

    private static String holdOffers() {
        return faults.add(Map.of("service", "ec2", "action", "DescribeInstanceTypeOfferings", "mode", "hold_before"));
    }

    private static void cancel(Card card) {
        card.awaitButton(Card.CANCEL);
        card.press(Person.ANN, Card.CANCEL);
        card.awaitEnd(Outcome.CANCELLED);
        await("all whispers")
                .until(() ->
                        channel.whispers(Person.ANN).stream().anyMatch(text -> text.contains("is being cancelled")));
    }

    private static Map<String, Object> twice(String action) {
        return Map.of("service", "slack", "action", action, "mode", "duplicate");
    }
}
