package dev.sojourn.slack.reply;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.bolt.util.Responder;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Manual;
import dev.sojourn.command.Reply;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.LogFile;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Threads;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what was asked after it was acknowledged, and answers the asker alone: by the {@code response_url}, which works in
 * channels that the bot is not in, else by an ephemeral message, else by a direct one.
 *
 * @see <a href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses">Message responses</a>
 */
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int WORKERS = 8;
    private static final int MOST = 3500;

    private final Slack slack;
    private final Workspace workspace;
    private final ReplyText words;
    private final LogFile logFile;
    private final String commandName;
    private final InstantSource clock;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Threads.named("slack-answer"));

    public Answers(
            Slack slack,
            Workspace workspace,
            ReplyText words,
            LogFile logFile,
            String commandName,
            InstantSource clock) {
        this.slack = slack;
        this.workspace = workspace;
        this.words = words;
        this.logFile = logFile;
        this.commandName = commandName;
        this.clock = clock;
    }

    /** Has something asked of the desk, and its reply given. */
    public void later(Asker asker, Supplier<Reply> question) {
        run(asker, () -> give(asker, question.get()));
    }

    /** Gives a reply in words, and the file that belongs to it by direct message. */
    public void give(Asker asker, Reply reply) {
        if (reply instanceof Reply.AuditFile file) {
            byte[] content = file.export().content().getBytes(StandardCharsets.UTF_8);
            say(asker, sent("The audit", file.name(), content, file.export().rows(), asker.caller()));
            return;
        }
        if (reply instanceof Reply.CostFile file) {
            byte[] content = file.csv().getBytes(StandardCharsets.UTF_8);
            say(asker, sent("The table of costs", file.name(), content, file.rows(), asker.caller()));
            return;
        }
        say(asker, text(reply));
        if (reply instanceof Reply.LogEnd log && isNotInThread(log.job())) {
            logFile.sendTo(asker.caller().user(), log.job());
        }
    }

    /** What the channel need not see goes to the asker alone. */
    private String sent(String what, String name, byte[] content, int rows, Caller to) {
        try {
            workspace.upload(
                    Address.channel(workspace.directChannel(to.user())), name, what + " of all builds", content);
            return what + " is in your direct messages with me: `" + name + "`, " + Wording.count(rows, "row", "rows")
                    + ".";
        } catch (SlackFault fault) {
            LOG.warn("{} is not sent to {}: {}", name, to.user(), fault.getMessage());
            return what + " could not be sent to you: " + Mrkdwn.line(fault.getMessage(), 200)
                    + ". Ask again in a minute.";
        }
    }

    /** The log of a failed build is in its thread already. */
    private static boolean isNotInThread(Job job) {
        return job.state().isTerminal() && job.build().map(BuildResult::passed).orElse(false);
    }

    /** Has something done; whatever happens, the asker hears of it. */
    public void run(Asker asker, Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException defect) {
                    LOG.error(
                            "What {} asked for could not be dealt with",
                            asker.caller().user(),
                            defect);
                    say(
                            asker,
                            "Something went wrong here, and it is in the log. What holds now: `" + commandName
                                    + " status`.");
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.info("Asked while stopping, not dealt with: {}", asker.caller().user());
        }
    }

    /** Says something to the asker alone. */
    public void say(Asker asker, String text) {
        say(asker, text, false);
    }

    /** The same in place of the message that was pressed: its buttons have done what they were there for. */
    public void sayInstead(Asker asker, String text) {
        say(asker, text, true);
    }

    private void say(Asker asker, String text, boolean instead) {
        Content content = Content.of(fit(text));
        if (!isTakenByResponseUrl(asker, content, instead)) {
            whisper(asker, content);
        }
    }

    /** As much of an answer as there is room for. */
    public static String fit(String text) {
        return Mrkdwn.fit(text, MOST);
    }

    public String text(Reply reply) {
        Optional<String> topic = reply instanceof Reply.Manual manual ? manual.topic() : Optional.empty();
        return words.of(reply, Manual.text(topic, commandName), clock.instant());
    }

    public void stop(Duration patience) throws InterruptedException {
        workers.shutdown();
        if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some answers were still under way at the stop");
            workers.shutdownNow();
        }
    }

    private boolean isTakenByResponseUrl(Asker asker, Content content, boolean instead) {
        if (asker.responseUrl().isEmpty()) {
            return false;
        }
        try {
            int status = new Responder(slack, asker.responseUrl().get())
                    .send(ActionResponse.builder()
                            .text(content.text())
                            .responseType("ephemeral")
                            .replaceOriginal(instead)
                            .build())
                    .getCode();
            return status == 200;
        } catch (IOException unreachable) {
            LOG.info("The response_url did not answer: {}", unreachable.getMessage());
            return false;
        }
    }

    private void whisper(Asker asker, Content content) {
        String user = asker.caller().user();
        try {
            try {
                workspace.whisper(asker.place(), user, content);
            } catch (SlackFault.Refused refused) {
                LOG.info("{}; answering {} directly", refused.getMessage(), user);
                workspace.tell(user, content);
            }
        } catch (SlackFault fault) {
            LOG.warn("An answer to {} is lost: {}: {}", user, fault.getMessage(), content.text());
        }
    }

    /** Who asked, from where, and how to answer. */
    public record Asker(Caller caller, Optional<String> thread, Optional<String> responseUrl) {

        public Address place() {
            return new Address(caller.channel(), thread, false);
        }
    }
}
