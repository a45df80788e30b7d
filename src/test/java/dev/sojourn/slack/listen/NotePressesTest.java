package dev.sojourn.slack.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import dev.sojourn.command.Reply;
import dev.sojourn.command.Rights;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Usd;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.RecordingDesk;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackBot;
import dev.sojourn.slack.WishBook;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.form.AheadDialog;
import dev.sojourn.slack.form.DelegateDialog;
import dev.sojourn.slack.form.DenyDialog;
import dev.sojourn.slack.form.JobForm;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.note.ApprovalNotes;
import dev.sojourn.slack.note.CardIndex;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.words.History;
import dev.sojourn.slack.workspace.Envelope;
import dev.sojourn.slack.workspace.Inbox;
import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taps on the message that asks for a yes. */
class NotePressesTest {

    private static final Instant EXPIRES = Sample.START.plus(Duration.ofHours(4));
    private static final Job WAITING = Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
            .with(draft -> draft.approvalExpires = Optional.of(EXPIRES));
    private static final Fact ASKED = new Fact.ApprovalAsked(List.of("64 vCPUs"), EXPIRES);

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final RecordingDesk desk = new RecordingDesk();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private Instant now = Sample.START.plusSeconds(5);
    private ApprovalNotes notes;
    private Slack sdk;
    private Answers answers;
    private Intake intake;
    private App app;
    private static final String CLEO = "U0CLEO";

    private Inbox inbox;
    private int frames;

    @BeforeEach
    void start() throws SlackFault {
        SlackConfig config = new SlackConfig();
        config.setProxyUrl(null);
        sdk = Slack.getInstance(config, SlackBot.client(config));
        ReplyText words = new ReplyText("/llvm-build", job -> new History(ledger.events(job.number(), 0)));
        answers = new Answers(
                sdk,
                slack,
                words,
                new LogFile(slack, (job, limit) -> Optional.empty()),
                "/llvm-build",
                () -> Sample.START);
        Rights rights = new Rights(new Policy(Set.of(), Set.of(), Set.of(Sample.BOB, CLEO), false, 10));
        notes = new ApprovalNotes(slack, ledger, ledger, rights, () -> now);
        intake = new Intake(new WishBook(), answers, () -> Sample.START);
        JobForm denial = new JobForm(slack, answers, intake, DenyDialog.CALLBACK, desk::deny, () -> Sample.START);
        JobForm ahead = new JobForm(
                slack,
                answers,
                intake,
                AheadDialog.CALLBACK,
                (caller, job, line) -> AheadDialog.sent(desk, caller, job, line),
                () -> Sample.START,
                AheadDialog::complaint);
        JobForm delegate = new JobForm(
                slack,
                answers,
                intake,
                DelegateDialog.CALLBACK,
                desk::delegate,
                () -> Sample.START,
                chosen -> DelegateDialog.complaint(chosen, rights::approvers));
        app = new App(AppConfig.builder().build())
                .blockAction(
                        Pattern.compile(".*"),
                        new NotePresses(
                                desk,
                                ledger,
                                new CardIndex(ledger, ledger),
                                notes,
                                denial,
                                ahead,
                                delegate,
                                answers,
                                intake,
                                () -> Sample.START,
                                (request, context) -> context.ack()))
                .viewSubmission(AheadDialog.CALLBACK, ahead)
                .viewSubmission(DelegateDialog.CALLBACK, delegate)
                .viewSubmission(DenyDialog.CALLBACK, denial);
        inbox = new Inbox(app, acknowledged::add);
        ledger.write(WAITING, ASKED);
        notes.tell(42);
    }

    @AfterEach
    void stop() throws Exception {
        inbox.stop(Duration.ofSeconds(5));
        answers.stop(Duration.ofSeconds(5));
        intake.stop(Duration.ofSeconds(5));
        app.executorService().shutdown();
        sdk.close();
    }

    @Test
    void oneTapApprovesAndTheMessageItselfIsTheAnswer() throws SlackFault {
        desk.reply = new Reply.Decided(WAITING, true);
        tap("sojourn-note-approve", note().ts());
        await().until(() -> !desk.asked.isEmpty());
        ledger.write(Sample.in(JobState.QUEUED, Step.PREFLIGHT), new Fact.Approved(Sample.BOB, false));
        notes.tell(42);

        assertThat(desk.asked).containsExactly("U0BOB in DU0BOB: approve 42");
        assertThat(note().text()).startsWith("Approved by <@U0BOB>");
        assertThat(slack.whispers).isEmpty();
    }

    @Test
    void aNoOfTheDeskIsSaidAndTheMessageShowsWhatHolds() {
        long before = slack.count("update");
        desk.reply = new Reply.Refused("Only approvers may decide.", "Ask one.");
        tap("sojourn-note-approve", note().ts());
        await().until(() -> slack.count("update") > before);

        assertThat(slack.whispers.get(0)).contains("Only approvers may decide.");
    }

    @Test
    void aTapThatComesTooLateIsToldWhoDecidedAndItsMessageIsDrawnAnew() {
        ledger.write(Sample.in(JobState.CANCELLED, Step.PREFLIGHT), new Fact.Denied("U0CLEO", "not today"));
        tap("sojourn-note-approve", note().ts());
        await().until(() -> note().text().startsWith("Denied by"));

        assertThat(slack.whispers.get(0)).contains("decided before: denied by <@U0CLEO> (not today)");
        assertThat(BlockLimits.json(note().blocks())).doesNotContain("sojourn-note");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void anOlderMessageAndSomebodyElsesDecideNothing() {
        tap("sojourn-note-approve", "1.0");
        await().until(() -> slack.whispers.size() == 1);
        tap("sojourn-note-approve", note().ts(), "U0EVE");
        await().until(() -> slack.whispers.size() == 2);

        assertThat(slack.whispers).allSatisfy(words -> assertThat(words).contains("asked before"));
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void aDenialAsksForItsReasonFirst() {
        tap("sojourn-note-deny", note().ts());
        await().until(() -> slack.dialogs.size() == 1);
        Golden.assertView("deny", slack.dialogs.get(0));
        send(DenyDialog.CALLBACK, "not today");
        await().until(() -> !desk.asked.isEmpty());

        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: deny 42: not today");
    }

    @Test
    void aDecisionIsLeftToAnotherWhoMayMakeItAndToNobodyElse() {
        tap("sojourn-note-delegate", note().ts());
        await().until(() -> slack.dialogs.size() == 1);
        Golden.assertView("delegate", slack.dialogs.get(0));
        int before = acknowledged.size();
        choose(Sample.ANN);
        await().until(() -> acknowledged.size() > before);
        assertThat(acknowledged.get(before)).contains("may not approve builds");
        choose(CLEO);
        await().until(() -> !desk.asked.isEmpty());

        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: leave 42 to U0CLEO");
    }

    private void choose(String user) {
        JsonObject element = new JsonObject();
        element.addProperty("type", "users_select");
        element.addProperty("selected_user", user);
        send(DelegateDialog.CALLBACK, element);
    }

    @Test
    void aYesForTheDayAsksUpToHowMuchAndComplainsAtTheField() {
        tap("sojourn-note-ahead", note().ts());
        await().until(() -> slack.dialogs.size() == 1);
        Golden.assertView("ahead", slack.dialogs.get(0));
        int before = acknowledged.size();
        send(AheadDialog.CALLBACK, "much");
        await().until(() -> acknowledged.size() > before);
        assertThat(JsonParser.parseString(acknowledged.get(before)).toString())
                .contains("\"response_action\":\"errors\"", "\"line\":\"An amount of US dollars");
        desk.reply = new Reply.DecidedAhead(WAITING, Usd.of("20"), EXPIRES);
        send(AheadDialog.CALLBACK, "20.00");
        await().until(() -> !slack.whispers.isEmpty());

        assertThat(desk.asked).containsExactly("U0BOB in C0BUILDS: approve 42 and the like up to $20.00");
        assertThat(slack.whispers.get(0)).contains("builds like it need no other yes until", "up to $20.00 in all");
    }

    private Pinboard.Message note() {
        return slack.to(Sample.BOB).get(slack.to(Sample.BOB).size() - 1);
    }

    private void tap(String action, String ts) {
        tap(action, ts, Sample.BOB);
    }

    private void tap(String action, String ts, String user) {
        JsonObject payload = interaction("block_actions", user);
        JsonObject container = new JsonObject();
        container.addProperty("channel_id", "D" + user);
        container.addProperty("message_ts", ts);
        payload.add("container", container);
        payload.addProperty("trigger_id", "1.2.a" + frames);
        JsonObject pressed = new JsonObject();
        pressed.addProperty("action_id", action);
        pressed.addProperty("type", "button");
        pressed.addProperty("value", "42");
        JsonArray actions = new JsonArray();
        actions.add(pressed);
        payload.add("actions", actions);
        take(payload);
    }

    private void send(String callback, String line) {
        JsonObject element = new JsonObject();
        element.addProperty("value", line);
        send(callback, element);
    }

    private void send(String callback, JsonObject element) {
        JsonObject payload = interaction("view_submission", Sample.BOB);
        JsonObject view = object("state", object("values", object("line", object("line", element))));
        view.addProperty("type", "modal");
        view.addProperty("callback_id", callback);
        view.addProperty("private_metadata", "42 C0BUILDS");
        payload.add("view", view);
        take(payload);
    }

    private void take(JsonObject payload) {
        JsonObject frame = new JsonObject();
        frame.addProperty("type", "interactive");
        frame.addProperty("envelope_id", "e" + ++frames);
        frame.add("payload", payload);
        inbox.take(Envelope.read(frame.toString()).orElseThrow());
    }

    private static JsonObject interaction(String type, String user) {
        JsonObject payload = new JsonObject();
        payload.addProperty("type", type);
        JsonObject person = new JsonObject();
        person.addProperty("id", user);
        payload.add("user", person);
        JsonObject team = new JsonObject();
        team.addProperty("id", "T1");
        payload.add("team", team);
        return payload;
    }

    private static JsonObject object(String name, JsonObject value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }
}
