package dev.sojourn.slack.form;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.handler.builtin.ViewSubmissionHandler;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Choices;
import dev.sojourn.command.Command;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Field;
import dev.sojourn.command.Filled;
import dev.sojourn.command.Menu;
import dev.sojourn.command.Picked;
import dev.sojourn.command.Reply;
import dev.sojourn.job.Accepted.Wish;
import dev.sojourn.slack.intake.Intake;
import dev.sojourn.slack.intake.Wishes;
import dev.sojourn.slack.reply.Answers;
import dev.sojourn.slack.words.CapWords;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Threads;
import dev.sojourn.slack.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The form for a build: opens at once with what is known here, gets its prices when EC2 has told them, and ends in the same
 * desk as a typed line. Three pools, because a trigger is good for three seconds: no form waits for EC2 behind another one.
 */
public final class FormListener implements ViewSubmissionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FormListener.class);
    private static final String KIND = "build form";
    private static final int THREADS = 4;

    /** A no within this time is shown in the form, a later one is told. Slack itself waits for three seconds. */
    private static final Duration SHOWN_IN_THE_FORM = Duration.ofMillis(1500);

    private final Workspace workspace;
    private final Menu menu;
    private final Desk desk;
    private final Answers answers;
    private final Intake intake;
    private final InstantSource clock;
    private final ExecutorService openings = Executors.newFixedThreadPool(THREADS, Threads.named("slack-form"));
    private final ExecutorService pricing = Executors.newFixedThreadPool(THREADS, Threads.named("slack-form-prices"));
    private final ExecutorService asking = Executors.newFixedThreadPool(THREADS, Threads.named("slack-form-desk"));
    private final Semaphore waiting = new Semaphore(THREADS);
    private final AtomicLong drawings = new AtomicLong();

    /** The newest drawing of each form that is being drawn: an older one that comes late is not shown. */
    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    public FormListener(
            Workspace workspace, Menu menu, Desk desk, Answers answers, Intake intake, InstantSource clock) {
        this.workspace = workspace;
        this.menu = menu;
        this.desk = desk;
        this.answers = answers;
        this.intake = intake;
        this.clock = clock;
        intake.deals(KIND, this::deal);
    }

    /**
     * Opens the form.
     *
     * @param asker whose channel may be empty: then it is asked for in the form
     * @param trigger good for three seconds, once
     */
    public void open(Answers.Asker asker, String trigger) {
        Optional<Reply.Refused> refusal =
                asker.caller().channel().isEmpty() ? Optional.empty() : menu.refusal(asker.caller());
        if (refusal.isPresent()) {
            answers.later(asker, refusal::get);
            return;
        }
        start(openings, () -> {
            Choices choices = menu.atOnce(asker.caller().user(), Picked.NOTHING);
            try {
                String id = workspace.openDialog(
                        trigger, view(choices, asker.caller().channel()));
                price(id, choices, asker.caller().channel());
            } catch (SlackFault fault) {
                answers.say(
                        asker,
                        "The form did not open (" + Mrkdwn.line(fault.getMessage(), 200)
                                + "). Ask for it again, or type" + " what you want built behind the command.");
            }
        });
    }

    /** Something was picked that other choices follow from. */
    public void picked(BlockActionPayload payload) {
        View shown = payload.getView();
        FormEntries entries = FormEntries.of(shown);
        String kept = entries.channelKept();
        start(openings, () -> {
            Choices choices = menu.atOnce(payload.getUser().getId(), entries.picked());
            draw(shown.getId(), drawing(shown.getId()), choices, kept);
            price(shown.getId(), choices, kept);
        });
    }

    private void price(String id, Choices choices, String channel) {
        long drawing = drawing(id);
        start(pricing, () -> {
            draw(id, drawing, menu.priced(choices), channel);
            newest.remove(id, drawing);
        });
    }

    private long drawing(String id) {
        long number = drawings.incrementAndGet();
        newest.put(id, number);
        return number;
    }

    private void draw(String id, long drawing, Choices choices, String channel) {
        if (!Long.valueOf(drawing).equals(newest.get(id))) {
            return;
        }
        try {
            workspace.updateDialog(id, view(choices, channel));
        } catch (SlackFault fault) {
            // Closed or sent meanwhile, or Slack is away: what is shown can be sent all the same.
            LOG.info("A form is not drawn anew: {}", fault.getMessage());
        }
    }

    private View view(Choices choices, String channel) {
        return BuildForm.view(choices, channel, menu.channels());
    }

    @Override
    public Response apply(ViewSubmissionRequest request, ViewSubmissionContext context) {
        FormEntries entries = FormEntries.of(request.getPayload().getView());
        long begun = System.nanoTime();
        Filled filled = entries.filled();
        Filled.Outcome outcome = filled.read();
        if (outcome instanceof Filled.Outcome.Wrong wrong) {
            return context.ackWithErrors(entries.errors(wrong.complaints()));
        }
        Command.Build build = ((Filled.Outcome.Complete) outcome).command();
        Caller caller = new Caller(request.getPayload().getUser().getId(), entries.channel());
        Answers.Asker asker = new Answers.Asker(caller, Optional.empty(), Optional.empty());
        Optional<Reply.Refused> refusal = menu.refusal(caller);
        if (refusal.isPresent()) {
            return context.ackWithErrors(errors(entries, refusal.get()));
        }
        Wish wish =
                Wishes.of(KIND, request.getPayload().getTriggerId(), asker, FilledWords.of(filled), clock.instant());
        switch (intake.keep(wish)) {
            case NEW -> {}
            case KNOWN -> {
                return context.ack();
            }
            case NOT -> {
                return context.ackWithErrors(entries.errors(Map.of(Field.REF, Wishes.NOT_TAKEN)));
            }
        }
        CompletableFuture<Reply> reply;
        try {
            reply = CompletableFuture.supplyAsync(() -> intake.dealNow(wish, () -> desk.handle(caller, build)), asking);
        } catch (RejectedExecutionException stopping) {
            intake.dealNow(wish, Optional::empty);
            return context.ackWithErrors(entries.errors(Map.of(
                    Field.REF,
                    "Sojourn is just being restarted, and nothing was started. Send it again in a minute.")));
        }
        Optional<Reply> soon = soon(reply, SHOWN_IN_THE_FORM.toNanos() - (System.nanoTime() - begun));
        if (soon.isPresent() && soon.get() instanceof Reply.Refused refused) {
            return context.ackWithErrors(errors(entries, refused));
        }
        if (soon.isPresent() && soon.get() instanceof Reply.OverCap over) {
            return context.ackWithErrors(entries.errors(Map.of(Field.CAP, CapWords.brief(over.breach()))));
        }
        answers.run(asker, () -> answers.say(asker, answers.text(reply.join())));
        return context.ack();
    }

    private void deal(Wish wish) {
        Answers.Asker asker = Wishes.asker(wish, clock.instant());
        if (FilledWords.read(wish.words()).read() instanceof Filled.Outcome.Complete complete) {
            answers.say(asker, answers.text(desk.handle(asker.caller(), complete.command())));
        }
    }

    private static Map<String, String> errors(FormEntries entries, Reply.Refused refused) {
        return entries.errors(Map.of(refused.about().orElse(Field.REF), refused.what() + " " + refused.advice()));
    }

    /** The reply, where it comes soon. Few wait at a time, so that those who wait never keep a click from being acknowledged. */
    private Optional<Reply> soon(CompletableFuture<Reply> reply, long nanos) {
        if (!waiting.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reply.get(nanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException later) {
            // A failure is met again, logged and told by whoever says the reply.
            return Optional.empty();
        } finally {
            waiting.release();
        }
    }

    private static void start(ExecutorService pool, Runnable work) {
        try {
            pool.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException defect) {
                    LOG.error("A form could not be drawn", defect);
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.info("A form was asked for while stopping");
        }
    }

    public void stop(Duration patience) throws InterruptedException {
        for (ExecutorService pool : List.of(openings, asking, pricing)) {
            pool.shutdown();
        }
        if (!asking.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some forms that were sent were still being dealt with at the stop");
            asking.shutdownNow();
        }
        pricing.shutdownNow();
    }
}
