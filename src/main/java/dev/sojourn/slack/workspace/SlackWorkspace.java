package dev.sojourn.slack.workspace;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The real Slack behind {@link Workspace}. */
public final class SlackWorkspace implements Workspace {

    private static final int PAGE = 200;

    private final WebApi api;
    private final AtomicReference<@Nullable AuthTestResponse> self = new AtomicReference<>();

    public SlackWorkspace(WebApi api) {
        this.api = api;
    }

    @Override
    public String post(Address to, Content content, Mark mark) throws SlackFault {
        return api.call(
                        "chat.postMessage " + to.channel(),
                        slack -> slack.chatPostMessage(request -> request.channel(to.channel())
                                .threadTs(to.thread().orElse(null))
                                .replyBroadcast(to.broadcast())
                                .text(content.text())
                                .blocks(blocks(content))
                                .metadata(Marks.metadata(mark))))
                .getTs();
    }

    @Override
    public void update(String channel, String ts, Content content, Mark mark) throws SlackFault {
        api.call(
                "chat.update",
                slack -> slack.chatUpdate(request -> request.channel(channel)
                        .ts(ts)
                        .text(content.text())
                        .blocks(content.blocks())
                        .metadata(Marks.metadata(mark))));
    }

    @Override
    public void delete(String channel, String ts) throws SlackFault {
        try {
            api.call(
                    "chat.delete",
                    slack ->
                            slack.chatDelete(request -> request.channel(channel).ts(ts)));
        } catch (SlackFault.Refused refused) {
            if (!refused.isGone()) {
                throw refused;
            }
        }
    }

    @Override
    public void whisper(Address to, String user, Content content) throws SlackFault {
        api.call(
                "chat.postEphemeral " + to.channel(),
                slack -> slack.chatPostEphemeral(request -> request.channel(to.channel())
                        .threadTs(to.thread().orElse(null))
                        .user(user)
                        .text(content.text())
                        .blocks(blocks(content))));
    }

    @Override
    public void tell(String user, Content content) throws SlackFault {
        String channel = directChannel(user);
        api.call(
                "chat.postMessage " + channel,
                slack -> slack.chatPostMessage(
                        request -> request.channel(channel).text(content.text()).blocks(blocks(content))));
    }

    @Override
    public String directChannel(String user) throws SlackFault {
        return api.call("conversations.open", slack -> slack.conversationsOpen(request -> request.users(List.of(user))))
                .getChannel()
                .getId();
    }

    @Override
    public List<Posted> replies(String channel, String thread, Instant since) throws SlackFault {
        List<Posted> ours = new ArrayList<>();
        String cursor = "";
        do {
            String from = cursor;
            ConversationsRepliesResponse page = api.call(
                    "conversations.replies",
                    slack -> slack.conversationsReplies(request -> request.channel(channel)
                            .ts(thread)
                            .oldest(since.getEpochSecond() + ".000000")
                            .limit(PAGE)
                            .cursor(from.isEmpty() ? null : from)
                            .includeAllMetadata(true)));
            addOurs(page.getMessages(), thread, ours);
            cursor = next(page.getResponseMetadata());
        } while (!cursor.isEmpty());
        return ours;
    }

    @Override
    public List<Posted> messages(String channel, Instant since) throws SlackFault {
        List<Posted> ours = new ArrayList<>();
        String cursor = "";
        do {
            String from = cursor;
            ConversationsHistoryResponse page = api.call(
                    "conversations.history",
                    slack -> slack.conversationsHistory(request -> request.channel(channel)
                            .oldest(since.getEpochSecond() + ".000000")
                            .limit(PAGE)
                            .cursor(from.isEmpty() ? null : from)
                            .includeAllMetadata(true)));
            addOurs(page.getMessages(), "", ours);
            cursor = next(page.getResponseMetadata());
        } while (!cursor.isEmpty());
        return ours;
    }

    @Override
    @SuppressWarnings("deprecation") // without it the SDK asks for files.info, a scope that nothing else needs
    public void upload(Address to, String filename, String title, byte[] content) throws SlackFault {
        api.call(
                "files.upload",
                slack -> slack.filesUploadV2(request -> request.channel(to.channel())
                        .threadTs(to.thread().orElse(null))
                        .filename(filename)
                        .title(title)
                        .fileData(content)
                        .requestFileInfo(false)));
    }

    @Override
    public Optional<String> link(String channel, String ts) throws SlackFault {
        return Optional.ofNullable(api.call(
                        "chat.getPermalink",
                        slack -> slack.chatGetPermalink(
                                request -> request.channel(channel).messageTs(ts)))
                .getPermalink());
    }

    @Override
    public String openDialog(String trigger, View view) throws SlackFault {
        return api.call(
                        "views.open",
                        slack -> slack.viewsOpen(
                                request -> request.triggerId(trigger).view(view)))
                .getView()
                .getId();
    }

    @Override
    public void updateDialog(String id, View view) throws SlackFault {
        api.call(
                "views.update",
                slack -> slack.viewsUpdate(request -> request.viewId(id).view(view)));
    }

    @Override
    public void showHome(String user, List<LayoutBlock> blocks) throws SlackFault {
        api.call(
                "views.publish",
                slack -> slack.viewsPublish(request -> request.userId(user)
                        .view(Views.view(view -> view.type("home").blocks(blocks)))));
    }

    private void addOurs(@Nullable List<Message> messages, String root, List<Posted> ours) throws SlackFault {
        if (messages == null) {
            return;
        }
        AuthTestResponse me = self();
        for (Message message : messages) {
            boolean mine = Objects.equals(message.getUser(), me.getUserId())
                    || (message.getBotId() != null && message.getBotId().equals(me.getBotId()));
            if (mine && !root.equals(message.getTs())) {
                ours.add(new Posted(message.getTs(), Marks.of(message.getMetadata()), files(message)));
            }
        }
    }

    private AuthTestResponse self() throws SlackFault {
        AuthTestResponse known = self.get();
        if (known != null) {
            return known;
        }
        AuthTestResponse asked = api.call("auth.test", slack -> slack.authTest(request -> request));
        self.set(asked);
        return asked;
    }

    private static List<String> files(Message message) {
        return message.getFiles() == null
                ? List.of()
                : message.getFiles().stream()
                        .map(file -> Objects.requireNonNullElse(file.getName(), ""))
                        .toList();
    }

    private static String next(@Nullable ResponseMetadata metadata) {
        return metadata == null ? "" : Objects.requireNonNullElse(metadata.getNextCursor(), "");
    }

    private static @Nullable List<LayoutBlock> blocks(Content content) {
        return content.blocks().isEmpty() ? null : content.blocks();
    }
}
