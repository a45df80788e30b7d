package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where EC2 launches nothing: for want of capacity, or because of a quota. */
class CapacityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stage stage;

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** The playground's profile for spot, with one type, and on demand only when somebody says so. */
    private static Stage onSpotOnly(String name, String type) throws Exception {
        return Stage.small(
                name,
                configuration -> configuration.replace(
                        "types: [c7i.16xlarge, c7a.8xlarge]\n    market: spot",
                        "types: [" + type + "]\n    market: spot-only"));
    }

    private String refuses(String mode, String code) {
        return stage.playground()
                .faults()
                .add(Map.of(
                        "service",
                        "ec2",
                        "action",
                        "RunInstances",
                        "mode",
                        mode,
                        "code",
                        code,
                        "http_status",
                        400,
                        "times",
                        -1));
    }

    @Test
    void refusedThreeTimesTheHostKeepsItsVolumeUntilTryNowFindsABuilder() throws Exception {
        stage = onSpotOnly("capacity", "c7i.4xlarge");
        Faults faults = stage.playground().faults();
        Channel channel = stage.compilers();
        String rule = refuses("capacity", "");

        Card card = channel.ask(Person.ANN, "main --profile spot");
        card.awaitLine("No builder is to be had");
        Message first = card.lineWith(Card.TRY_NOW);
        assertThat(first.buttons()).containsExactly(Card.TRY_NOW, Card.ON_DEMAND, Card.CANCEL);
        assertThat(card.text()).contains("waiting for a builder");
        assertThat(stage.cloud().mountedOn("ann")).isEqualTo(Cloud.HOST_ANN);

        int known = channel.whispers(Person.OSCAR).size();
        channel.press(Person.OSCAR, first, Card.TRY_NOW);
        channel.awaitWhisper(Person.OSCAR, known, text -> text.contains("Only the requester"));

        assertThat(channel.press(Person.ANN, first, Card.TRY_NOW)).isEqualTo(200);
        card.awaitLine("Still no builder is to be had");
        await("three refusals").atMost(PATIENCE).until(() -> faults.hits(rule) >= 3);
        assertThat(stage.cloud().mountedOn("ann")).isEqualTo(Cloud.HOST_ANN);
        faults.clear();

        card.awaitButton(Card.TRY_NOW);
        card.press(Person.ANN, Card.TRY_NOW);
        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(card.lines())
                .filteredOn(line -> line.startsWith("No builder is to be had"))
                .hasSize(1);
        assertThat(stage.cloud().builders())
                .singleElement()
                .satisfies(
                        builder -> assertThat(builder.path("spot").asBoolean()).isTrue());
        stage.cloud().assertHome("ann");

        int told = channel.whispers(Person.ANN).size();
        assertThat(channel.press(Person.ANN, first, Card.ON_DEMAND)).isEqualTo(200);
        channel.awaitWhisper(Person.ANN, told, text -> text.contains("does not wait for a builder now"));
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void onDemandInPlaceOfSpotIsAskedAboutAnewWhereItCostsMoreThanWasAgreedTo() throws Exception {
        stage = onSpotOnly("on-demand", "c7i.16xlarge");
        stage.playground()
                .faults()
                .add(Map.of(
                        "service",
                        "ec2",
                        "action",
                        "RunInstances",
                        "mode",
                        "capacity",
                        "times",
                        -1,
                        "match",
                        Map.of("market", "spot")));
        Card card = stage.compilers().ask(Person.ANN, "main --profile spot");
        card.approve(Person.CLEO);
        card.awaitLine("No builder is to be had");

        card.awaitButton(Card.ON_DEMAND);
        card.press(Person.ANN, Card.ON_DEMAND);
        card.awaitLine("takes a builder on demand");
        assertThat(stage.cloud().builders()).isEmpty();
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.SUCCEEDED);

        assertThat(card.lines())
                .filteredOn(line -> line.contains("Approval needed"))
                .hasSize(2);
        assertThat(stage.cloud().builders())
                .singleElement()
                .satisfies(
                        builder -> assertThat(builder.path("spot").asBoolean()).isFalse());
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void aQuotaThatIsReachedIsNamedWithItsLinkAndNoOtherTypeOfTheFamilyIsTried() throws Exception {
        stage = Stage.small("quota");
        refuses("error", "VcpuLimitExceeded");
        Card card = stage.compilers().ask(Person.ANN, "main");
        card.approve(Person.CLEO);
        card.awaitEnd(Outcome.FAILED);

        assertThat(card.lines())
                .filteredOn(line -> line.contains("quota is reached"))
                .singleElement()
                .asString()
                .contains("L-1216C47A")
                .contains(
                        "https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas/L-1216C47A?region=us-east-1");
        assertThat(stage.playground().calls("RunInstances")).hasSize(1);
        assertThat(card.lines()).noneMatch(line -> line.contains("No builder is to be had"));
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }
}
