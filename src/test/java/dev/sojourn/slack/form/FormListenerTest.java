package dev.sojourn.slack.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.model.view.View;
import dev.sojourn.command.Budgets;
import dev.sojourn.command.Field;
import dev.sojourn.command.Reply;
import dev.sojourn.command.Rights;
import dev.sojourn.job.JobState;
import dev.sojourn.job.NoGrants;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Budget;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Spending;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.Whose;
import dev.sojourn.policy.Policy;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.FixedMenu;
import dev.sojourn.slack.Golden;
import dev.sojourn.slack.Ledger;
import dev.sojourn.slack.Pinboard;
import dev.sojourn.slack.RecordingDesk;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.SlackBot;
import dev.sojourn.slack.WishBook;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.home.HomeBoard;
import dev.sojourn.slack.home.HomeSources;
import dev.sojourn.slack.home.HomeView;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.listen.BareCommand;
import dev.sojourn.slack.listen.ShortcutListener;
import dev.sojourn.slack.listen.ViewPresses;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.reply.ReplyText;
import dev.sojourn.slack.workspace.Envelope;
import dev.sojourn.slack.workspace.Inbox;
import dev.sojourn.slack.workspace.SeenLately;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form for a build as Slack hands it over, whatever EC2 does. */
class FormListenerTest {

    private final Ledger ledger = new Ledger();
    private final Pinboard slack = new Pinboard();
    private final RecordingDesk desk = new RecordingDesk();
    private final FixedMenu menu = new FixedMenu();
    private final CountDownLatch ec2 = new CountDownLatch(1);
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private Slack sdk;
    private Answers answers;
    private Intake intake;
    private FormListener form;
    private HomeBoard home;
    private App app;
    private Inbox inbox;

    @BeforeEach
    void start() {
        SlackConfig config = new SlackConfig();
        config.setProxyUrl(null);
        sdk = Slack.getInstance(config, SlackBot.client(config));
        answers = new Answers(
                sdk,
                slack,
                new ReplyText("/llvm-build", job -> Sample.history()),
                new LogFile(slack, (job, limit) -> Optional.empty()),
                "/llvm-build",
                () -> Sample.START);
        intake = new Intake(new WishBook(), answers, () -> Sample.START);
        form = new FormListener(slack, menu, desk, answers, intake, () -> Sample.START);
        Rights rights = new Rights(new Policy(Set.of(), Set.of(), Set.of(Sample.BOB), false, 10));
        HomeSources sources = new HomeSources(
                ledger,
                new NoGrants(),
                new SeenLately(volumes -> Map.of(), () -> Sample.START),
                job -> Optional.empty(),
                menu,
                rights,
                new Budgets(Caps.NONE, ledger, () -> Sample.START),
                () -> new HomeView.Health(Optional.empty(), true),
                () -> Sample.START);
        home = new HomeBoard(slack, sources, "/llvm-build", () -> Sample.START);
        JobForm denial = new JobForm(slack, answers, intake, DenyDialog.CALLBACK, desk::deny, () -> Sample.START);
        app = new App(AppConfig.builder().build())
                .command("/llvm-build", new BareCommand(form, (request, context) -> context.ack("a line")))
                .blockAction(
                        Pattern.compile(".*"),
                        new ViewPresses(
                                desk,
                                ledger,
                                form,
                                denial,
                                home,
                                answers,
                                intake,
                                () -> Sample.START,
                                (request, context) -> context.ack()))
                .globalShortcut(ShortcutListener.CALLBACK, new ShortcutListener(form))
                .viewSubmission(BuildForm.CALLBACK, form);
        inbox = new Inbox(app, acknowledged::add);
    }

    @AfterEach
    void stop() throws Exception {
        ec2.countDown();
        inbox.stop(Duration.ofSeconds(5));
        form.stop(Duration.ofSeconds(5));
        answers.stop(Duration.ofSeconds(5));
        intake.stop(Duration.ofSeconds(5));
        home.stop(Duration.ofSeconds(5));
        app.executorService().shutdown();
        sdk.close();
    }

    @Test
    void theBareCommandOpensTheFormAndItsPricesFollow() {
        type(" \u00a0 ");
        await().until(() -> slack.dialogs.size() == 2);

        assertThat(slack.dialogs.get(0).getPrivateMetadata()).isEqualTo(Sample.CHANNEL);
        assertThat(json(slack.dialogs.get(0))).contains("Asking EC2 for prices");
        assertThat(json(slack.dialogs.get(1))).contains("c7i.16xlarge: $0.31–$0.44, about 38 min");
        assertThat(payload(0)).as("nothing is said beside the form").isEmpty();
    }

    @Test
    void aLineWithWordsIsNoForm() {
        type("main");
        await().until(() -> !acknowledged.isEmpty());
        assertThat(acknowledged.get(0)).contains("a line");
        assertThat(slack.dialogs).isEmpty();
    }

    @Test
    void twentyFormsOpenWhileEc2SaysNothing() {
        menu.beforePrices = this::awaitEc2;
        for (int number = 0; number < 20; number++) {
            type("");
        }
        await().atMost(Duration.ofSeconds(3)).until(() -> slack.dialogs.size() == 20);
        assertThat(slack.count("redraw")).isZero();
        ec2.countDown();
        await().until(() -> slack.dialogs.size() == 40);
    }

    @Test
    void whoMayNotAskThereIsToldSoInsteadOfAForm() {
        menu.refusal = Optional.of(new Reply.Refused("Not from here.", "Ask elsewhere."));
        type("");
        await().until(() -> !slack.whispers.isEmpty());

        assertThat(slack.whispers.get(0)).contains("Not from here.");
        assertThat(slack.dialogs).isEmpty();
    }

    @Test
    void anotherMarketIsDrawnAtOnceAndOnlyTheNewestPricesAreShown() {
        menu.beforePrices = this::awaitEc2;
        pick("spot");
        await().until(() -> slack.dialogs.size() == 1);
        pick("on-demand");
        await().until(() -> slack.dialogs.size() == 2);
        ec2.countDown();
        await().until(() -> slack.dialogs.size() == 3);

        assertThat(json(slack.dialogs.get(2))).contains("form-type:llvm/on-demand", "about 38 min");
        assertThat(menu.picked.get(0).market().orElseThrow().word()).isEqualTo("spot");
        assertThat(menu.picked.get(1).volume()).contains("ann");
    }

    @Test
    void aFormWithMistakesGoesBackWithEveryComplaintAtItsField() {
        submit(Sample.CHANNEL, "main~1", "ok -bad", "0");

        assertThat(payload(0)).contains("\"response_action\":\"errors\"");
        JsonObject errors = errors(0);
        assertThat(errors.keySet()).containsExactlyInAnyOrder("form-ref", "form-targets", "form-cap");
        assertThat(errors.get("form-ref").getAsString())
                .contains("no branch, tag or commit")
                .doesNotContain("`");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void aGoodFormIsTheSameCommandAsALineAndIsAnsweredInItsChannel() {
        desk.reply = new Reply.Accepted(Sample.queued("main"));
        submit(Sample.CHANNEL, "main", "clang check-llvm", "2.50");
        await().until(() -> !slack.whispers.isEmpty());

        assertThat(payload(0)).as("the form closes").isEmpty();
        assertThat(desk.asked)
                .singleElement()
                .asString()
                .startsWith("U0ANN in C0BUILDS: Build[options=BuildOptions[ref=main, volume=Optional[ann],"
                        + " profile=Optional[llvm], type=Optional[c7a.4xlarge], market=Optional[SPOT],"
                        + " targets=[clang, check-llvm], cap=Optional[$2.50], slot=Optional.empty");
        assertThat(slack.whispers.get(0)).startsWith("U0ANN: ").contains("is accepted");
    }

    @Test
    void aNoOfTheDeskIsShownAtTheFieldThatItIsAbout() {
        desk.reply = new Reply.Refused("The cap of $0.10 is below.", "Raise `--cap`.", Optional.of(Field.CAP));
        submit(Sample.CHANNEL, "main", "", "0.10");

        assertThat(errors(0).get("form-cap").getAsString()).isEqualTo("The cap of $0.10 is below. Raise --cap.");
        assertThat(slack.whispers).isEmpty();
    }

    @Test
    void aCapThatWouldBeBrokenIsShownAtTheFieldOfTheCap() {
        Cap day = new Cap(Cap.Kind.DAY, Optional.empty(), Optional.of(Usd.of("10")));
        Spending spending = new Spending(Usd.of("8"), Usd.of("1.50"));
        Budget budget = new Budget(day, Whose.EVERYBODY, spending, Optional.empty(), Optional.empty());
        desk.reply = new Reply.OverCap(budget.with(Usd.of("2")).orElseThrow());
        submit(Sample.CHANNEL, "main", "", "2.50");

        assertThat(errors(0).get("form-cap").getAsString())
                .isEqualTo("Up to $2.00 for this build would be $1.50 over a hard cap of $10.00"
                        + " (policy.caps.day.hard-usd): $8.00 is spent, $1.50 promised to builds under way.");
        assertThat(slack.whispers).isEmpty();
    }

    @Test
    void aDeskThatTakesLongIsNotWaitedForAndItsAnswerComesLater() {
        desk.reply = new Reply.Refused("Late no.", "Really.");
        desk.before = this::awaitEc2;
        submit(Sample.CHANNEL, "main", "", "");
        assertThat(payload(0)).isEmpty();
        ec2.countDown();
        await().until(() -> !slack.whispers.isEmpty());

        assertThat(slack.whispers.get(0)).contains("Late no.");
    }

    @Test
    void whatIsPressedOnTheHomeTabIsAskedOfTheDeskAndAnsweredThere() {
        ledger.write(Sample.in(JobState.AWAITING_APPROVAL, Step.PREFLIGHT)
                .with(draft -> draft.approvalExpires = Optional.of(Sample.START.plusSeconds(60))));
        desk.reply = new Reply.Refused("Only approvers may decide.", "Ask one.");
        click(homeTab(), "sojourn-home-approve", "button", "value", "42");
        await().until(() -> slack.homes.size() == 1);
        click(homeTab(), "sojourn-home-cancel", "button", "value", "42");
        await().until(() -> slack.homes.size() == 2);
        click(homeTab(), "sojourn-home-end-ahead", "button", "value", "42");
        await().until(() -> slack.homes.size() == 3);
        click(homeTab(), "sojourn-home-deny", "button", "value", "42");
        await().until(() -> slack.dialogs.size() == 1);
        click(homeTab(), "sojourn-home-cancel", "button", "value", "43");
        await().until(() -> slack.homes.size() == 4);

        assertThat(desk.asked)
                .containsExactly(
                        "U0ANN in C0BUILDS: approve 42",
                        "U0ANN in C0BUILDS: Cancel[job=Numbered[number=42]]",
                        "U0ANN in C0BUILDS: end the yes of 42");
        assertThat(BlockLimits.json(slack.homes.get(0).blocks())).contains("Only approvers may decide. Ask one.");
        assertThat(BlockLimits.json(slack.homes.get(3).blocks())).contains("There is no such job.");
        assertThat(slack.dialogs.get(0).getCallbackId()).isEqualTo(DenyDialog.CALLBACK);
        assertThat(slack.whispers).isEmpty();
    }

    private static JsonObject homeTab() {
        JsonObject view = new JsonObject();
        view.addProperty("type", "home");
        view.addProperty("id", "V0HOME");
        return view;
    }

    @Test
    void newBuildOnTheHomeTabAsksForTheChannel() {
        click(homeTab(), "sojourn-home-new", "button", "value", "new");
        await().until(() -> !slack.dialogs.isEmpty());

        assertThat(json(slack.dialogs.get(0)))
                .contains("\"block_id\":\"form-channel\"", "\"initial_conversation\":\"C0BUILDS\"");
    }

    @Test
    void theShortcutOpensTheSameForm() {
        JsonObject payload = interaction("shortcut");
        payload.addProperty("callback_id", ShortcutListener.CALLBACK);
        payload.addProperty("trigger_id", "1.2.a" + frames);
        take("interactive", payload);
        await().until(() -> !slack.dialogs.isEmpty());

        assertThat(json(slack.dialogs.get(0))).contains("\"block_id\":\"form-channel\"");
    }

    @Test
    void theChannelThatWasChosenIsTheCallers() {
        desk.reply = new Reply.Accepted(Sample.queued("main"));
        submit("", "main", "", "");
        await().until(() -> !desk.asked.isEmpty());
        assertThat(desk.asked.get(0)).startsWith("U0ANN in C0CHOSEN: ");
    }

    private void awaitEc2() {
        await().atMost(Duration.ofSeconds(20)).until(() -> ec2.getCount() == 0);
    }

    private static String json(View view) {
        return Golden.json(view).toString();
    }

    private String payload(int number) {
        await().until(() -> acknowledged.size() > number);
        JsonObject frame = JsonParser.parseString(acknowledged.get(number)).getAsJsonObject();
        return frame.has("payload") ? frame.get("payload").toString() : "";
    }

    private JsonObject errors(int number) {
        return JsonParser.parseString(payload(number)).getAsJsonObject().getAsJsonObject("errors");
    }

    private int frames;

    private void take(String type, JsonObject payload) {
        JsonObject frame = new JsonObject();
        frame.addProperty("type", type);
        frame.addProperty("envelope_id", "e" + ++frames);
        frame.add("payload", payload);
        inbox.take(Envelope.read(frame.toString()).orElseThrow());
    }

    private void type(String text) {
        JsonObject payload = new JsonObject();
        payload.addProperty("command", "/llvm-build");
        payload.addProperty("text", text);
        payload.addProperty("user_id", Sample.ANN);
        payload.addProperty("team_id", "T1");
        payload.addProperty("channel_id", Sample.CHANNEL);
        payload.addProperty("trigger_id", "1.2.a" + frames);
        take("slash_commands", payload);
    }

    private void pick(String market) {
        JsonObject view = submitted(Sample.CHANNEL, "", "", "");
        JsonObject chosen = new JsonObject();
        chosen.addProperty("value", market);
        view.getAsJsonObject("state")
                .getAsJsonObject("values")
                .add("form-market:llvm", object("form-market", object("selected_option", chosen)));
        click(view, "form-market", "static_select", "block_id", "form-market:llvm");
    }

    private void click(JsonObject view, String action, String type, String name, String value) {
        JsonObject payload = interaction("block_actions");
        payload.add("view", view);
        payload.add("container", new JsonObject());
        payload.addProperty("trigger_id", "1.2.a" + frames);
        JsonObject pressed = new JsonObject();
        pressed.addProperty("action_id", action);
        pressed.addProperty("type", type);
        pressed.addProperty(name, value);
        JsonArray actions = new JsonArray();
        actions.add(pressed);
        payload.add("actions", actions);
        take("interactive", payload);
    }

    private void submit(String channel, String ref, String targets, String cap) {
        JsonObject payload = interaction("view_submission");
        payload.add("view", submitted(channel, ref, targets, cap));
        take("interactive", payload);
    }

    private static JsonObject submitted(String channel, String ref, String targets, String cap) {
        JsonObject values = new JsonObject();
        values.add("form-volume", object("form-volume", option("ann")));
        values.add("form-profile:vol-0abc", object("form-profile", option("llvm")));
        values.add("form-ref", object("form-ref", typed(ref)));
        values.add("form-targets", object("form-targets", typed(targets)));
        values.add("form-market:llvm", object("form-market", option("spot")));
        values.add("form-type:llvm/spot", object("form-type", option("c7a.4xlarge")));
        values.add("form-cap", object("form-cap", typed(cap)));
        values.add("form-slot:vol-0abc", object("form-slot", option("any")));
        JsonObject conversation = new JsonObject();
        conversation.addProperty("selected_conversation", "C0CHOSEN");
        values.add("form-channel", object("form-channel", conversation));
        JsonObject view = object("state", object("values", values));
        view.addProperty("type", "modal");
        view.addProperty("id", "V0FORM");
        view.addProperty("callback_id", BuildForm.CALLBACK);
        view.addProperty("private_metadata", channel);
        return view;
    }

    private static JsonObject option(String value) {
        JsonObject chosen = new JsonObject();
        chosen.addProperty("value", value);
        return object("selected_option", chosen);
    }

    private static JsonObject typed(String value) {
        JsonObject element = new JsonObject();
        element.addProperty("type", "plain_text_input");
        if (!value.isEmpty()) {
            element.addProperty("value", value);
        }
        return element;
    }

    private static JsonObject interaction(String type) {
        JsonObject user = new JsonObject();
        user.addProperty("id", Sample.ANN);
        JsonObject team = new JsonObject();
        team.addProperty("id", "T1");
        JsonObject payload = object("user", user);
        payload.add("team", team);
        payload.addProperty("type", type);
        return payload;
    }

    private static JsonObject object(String name, JsonObject value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }
}
