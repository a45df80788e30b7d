package dev.sojourn.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} in every step of one trip. Each time the cloud has done what it was asked, and the bot dies before it hears
 * the answer: the worst moment there is.
 */
class KilledBotIT {

    private static final int TRIES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stage stage;
    private Faults faults;

    @BeforeEach
    void open() throws Exception {
        stage = Stage.small("killed-bot");
        faults = stage.playground().faults();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aBotThatIsKilledAgainAndAgainOnTheWayBringsTheVolumeHomeAndSaysEachThingOnce() {
        Channel channel = stage.compilers();
        Cloud cloud = stage.cloud();

        String preflight = faults.add(holdScript(Cloud.HOST_ANN, 0));
        channel.type(Person.ANN, "gated");
        killWhileHeld(preflight);
        stage.bot().start();
        Card card = channel.awaitCard(0);
        card.awaitButton(Card.APPROVE);
        stage.bot().kill();
        stage.bot().start();

        String launch = faults.add(hold("ec2", "RunInstances"));
        card.approve(Person.CLEO);
        killWhileHeld(launch);
        killInScript("unmount", Cloud.HOST_ANN);
        killInCall("ec2", "DetachVolume");
        killInCall("ec2", "AttachVolume");
        killWhileLooking();
        stage.bot().start();
        card.awaitLine("has left");
        String builder = cloud.runningBuilder();
        stage.bot().kill();
        killInScript("start-build", builder);

        // The build goes on without us, and ends without us.
        stage.bot().start();
        card.awaitText("building");
        stage.bot().kill();
        cloud.openGate("ann");

        // Home.
        killInScript("unmount", builder);
        killInCall("ec2", "DetachVolume");
        killInCall("ec2", "TerminateInstances");
        killInCall("ec2", "AttachVolume");
        killInScript("mount", Cloud.HOST_ANN);
        killWhileLooking();
        stage.bot().start();

        card.awaitEnd(Outcome.SUCCEEDED);
        assertThat(channel.roots()).hasSize(1);
        assertThat(card.lines()).doesNotHaveDuplicates();
        assertThat(card.lines()).filteredOn(Outcome::isLastWord).hasSize(1);
        assertThat(cloud.builders()).as("builders ever").hasSize(1);
        cloud.assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    @Test
    void aBotThatIsKilledWhileItStopsACancelledBuildBringsTheVolumeHome() {
        Card card = stage.compilers().ask(Person.ANN, "gated");
        card.approve(Person.CLEO);
        card.awaitText("building");
        String builder = stage.cloud().mountedOn("ann");

        card.press(Person.ANN, Card.CANCEL);
        card.awaitLine("Cancelled by");
        stage.bot().kill();
        killInScript("stop-build", builder);
        stage.bot().start();

        card.awaitEnd(Outcome.CANCELLED);
        assertThat(card.lines()).doesNotHaveDuplicates();
        stage.cloud().assertHome("ann");
        assertThat(stage.playground().violations()).isEmpty();
    }

    /** Starts the bot, and kills it when the cloud has done this call but not answered it. */
    private void killInCall(String service, String action) {
        String rule = faults.add(hold(service, action));
        stage.bot().start();
        killWhileHeld(rule);
    }

    /**
     * As {@link #killInCall}, in the sending of one guest script: others to the same machine may come first, so every other
     * try lets one pass. A script that slipped through between two rules was sent all the same: then the kill comes right
     * after it.
     */
    private void killInScript(String script, String instance) {
        for (int tries = 0; tries < TRIES; tries++) {
            String rule = faults.add(holdScript(instance, tries % 2));
            stage.bot().start();
            await(script + " sent to " + instance)
                    .atMost(PATIENCE)
                    .until(() -> faults.holds(rule) || faults.wasSent(script, instance));
            stage.bot().kill();
            faults.clear();
            if (faults.wasSent(script, instance)) {
                return;
            }
        }
        throw new AssertionError("the bot never sent " + script + " to " + instance);
    }

    /** Starts the bot, and kills it while it asks where everything is. */
    private void killWhileLooking() {
        Map<String, Object> rule = new HashMap<>(hold("ec2", "DescribeInstances"));
        rule.put("mode", "hold_before");
        rule.put("times", -1);
        String id = faults.add(rule);
        stage.bot().start();
        killWhileHeld(id);
    }

    private void killWhileHeld(String rule) {
        faults.awaitHeld(rule);
        stage.bot().kill();
        faults.clear();
        faults.struckBy(rule);
    }

    private static Map<String, Object> hold(String service, String action) {
        return Map.of("service", service, "action", action, "mode", "hold_after");
    }

    private static Map<String, Object> holdScript(String instance, int after) {
        Map<String, Object> rule = new HashMap<>(hold("ssm", "SendCommand"));
        rule.put("match", Map.of("instance", instance));
        rule.put("after", after);
        return rule;
    }
}
