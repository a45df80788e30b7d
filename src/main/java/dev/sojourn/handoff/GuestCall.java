package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.Operation;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One command to a guest, from its writing down to its answer. An answer that does not come is asked for again under a new
 * operation id only after the old one can no longer begin.
 */
final class GuestCall {

    /** After the guest's not-after, a script that did begin in time may still be running this long. */
    private static final Duration RUN = Duration.ofSeconds(60);

    /** A broken script is tried this often before it counts as a problem of the step. */
    private static final int TRIES = 3;

    private final Scene scene;
    private final Script script;
    private final String instance;

    GuestCall(Scene scene, Script script, String instance) {
        this.scene = scene;
        this.script = script;
        this.instance = instance;
    }

    /** The answer to the command of this step, once it is there; until then the decision that brings it nearer. */
    Decision then(Map<String, String> values, Function<JsonNode, Decision> yes, Function<GuestAnswer.No, Decision> no) {
        Optional<Operation> under = scene.job().passage().operation().filter(this::isOurs);
        if (under.isEmpty()) {
            return fresh(values);
        }
        Operation operation = under.get();
        GuestAnswer answer = scene.seen().answer();
        if (answer instanceof GuestAnswer.Yes told) {
            return yes.apply(told.told());
        }
        if (answer instanceof GuestAnswer.No refused) {
            if (refused.reason().equals("older-epoch")) {
                return scene.settle(draft ->
                        draft.passage = draft.passage.withoutOperation().nextEpoch());
            }
            return refused.reason().equals("expired") ? withItsClock(refused, values) : no.apply(refused);
        }
        if (answer instanceof GuestAnswer.Broken broken) {
            if (scene.isPersonCalled()) {
                // Mended by now, perhaps: nobody has to say so.
                return again(values, scene.timing().repeatAfter().multipliedBy(3));
            }
            if (timesSent() >= TRIES) {
                return scene.cannot(
                        "The " + script.file() + " script fails on " + instance + ": " + broken.words() + ".",
                        "Look at the command's output in SSM Run Command, mend the cause and run the job again.");
            }
            return again(values);
        }
        if (operation.command().isEmpty()) {
            return resend(operation, values);
        }
        if (scene.now()
                .isAfter(operation.issuedAt().plus(scene.timing().notAfter()).plus(limit()))) {
            return again(values);
        }
        return scene.waiting(scene.timing().repeatAfter(), "waiting for " + script.file() + " on " + instance);
    }

    /** Whether a command that the cloud has taken has gone without an answer for so long. */
    static boolean unansweredFor(Scene scene, Duration limit) {
        return scene.job()
                        .passage()
                        .operation()
                        .filter(one -> one.command().isPresent())
                        .filter(one ->
                                one.issuedAt().plus(limit).isBefore(scene.seen().asOf()))
                        .isPresent()
                && scene.seen().answer() instanceof GuestAnswer.Pending;
    }

    private boolean isOurs(Operation operation) {
        return operation.script() == script && operation.instance().equals(instance);
    }

    private int timesSent() {
        return scene.job().passage().timesAsked(name());
    }

    private String name() {
        return "run " + script.file();
    }

    private Duration limit() {
        return script == Script.PREFLIGHT ? Duration.ofMinutes(10) : RUN;
    }

    /** After an answer that calls for another try: a pause, then a new operation. */
    Decision again(Map<String, String> values) {
        return again(values, scene.timing().settle().plus(scene.timing().observeEvery()));
    }

    Decision again(Map<String, String> values, Duration pause) {
        if (!scene.job().passage().mayAsk(name(), scene.now(), pause)) {
            return scene.waiting(pause, "trying " + script.file() + " again");
        }
        return fresh(values);
    }

    private Decision fresh(Map<String, String> values) {
        Passage passage = scene.job().passage().countOperation();
        Instant guestNow = scene.now().plusSeconds(passage.guestClock());
        Operation operation = new Operation(
                id(passage.operations()),
                script,
                instance,
                passage.epoch(),
                scene.now(),
                guestNow.plus(scene.timing().notAfter()),
                Optional.empty());
        return scene.ask(new Action.Send(operation, values), name(), draft -> draft.passage = passage.with(operation));
    }

    private Decision resend(Operation operation, Map<String, String> values) {
        return scene.askUnlessJustAsked(
                new Action.Send(operation, values), name(), scene.timing().settle());
    }

    /** Unique for this installation's database and for a fresh one after it: guests remember ids for days. */
    private String id(int number) {
        return "j" + scene.job().number() + "-"
                + Long.toString(scene.job().createdAt().getEpochSecond(), 36) + "-" + number + "-" + script.file();
    }

    /** The guest's clock is not ours: its own last word on the time is what the next not-after counts from. */
    private Decision withItsClock(GuestAnswer.No refused, Map<String, String> values) {
        long ahead = refused.told().path("clock").asLong() - scene.now().getEpochSecond();
        if (ahead == scene.job().passage().guestClock()) {
            return again(values);
        }
        return scene.settle(
                draft -> draft.passage = draft.passage.withoutOperation().withGuestClock(ahead));
    }
}
