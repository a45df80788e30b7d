package dev.sojourn.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.sojourn.slack.workspace.Content;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Slack in memory, which can be away, limited, strict, or lose its answers. */
public final class Pinboard implements Workspace {

    public final List<Message> messages = new ArrayList<>();
    public final List<String> whispers = new ArrayList<>();
    public final List<Content> whispered = new ArrayList<>();
    public final List<String> direct = new ArrayList<>();
    public final List<View> dialogs = new CopyOnWriteArrayList<>();
    public final List<Home> homes = new CopyOnWriteArrayList<>();
    public final List<String> calls = new ArrayList<>();

    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private int sent;

    /** The next call of a method, such as {@code post} or {@code post C1} for one channel, fails; with its effect, where the answer is what gets lost. */
    public synchronized void next(String method, SlackFault fault, boolean effect) {
        troubles.add(new Trouble(method, fault, effect, false));
    }

    /** Every call of a method fails until {@link #cure}. */
    public synchronized void always(String method, SlackFault fault) {
        troubles.add(new Trouble(method, fault, false, true));
    }

    public synchronized void cure() {
        troubles.clear();
    }

    public synchronized Message card() {
        return messages.stream()
                .filter(one -> one.root().isEmpty() && !one.isDirect())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("there is no card yet"));
    }

    public synchronized List<String> thread() {
        String root = card().ts();
        return messages.stream()
                .filter(one -> one.root().equals(Optional.of(root)))
                .map(Message::text)
                .toList();
    }

    public synchronized List<String> cards() {
        return messages.stream()
                .filter(one -> one.root().isEmpty() && !one.isDirect())
                .map(Message::text)
                .toList();
    }

    /** The direct messages to a person, oldest first. */
    public synchronized List<Message> to(String user) {
        return messages.stream().filter(one -> one.channel().equals("D" + user)).toList();
    }

    public synchronized long count(String method) {
        return calls.stream().filter(method::equals).count();
    }

    @Override
    public synchronized String post(Address to, Content content, Mark mark) throws SlackFault {
        Message message = new Message(
                to.channel(),
                "1000." + ++sent,
                to.thread(),
                content.text(),
                content.blocks(),
                Optional.of(mark),
                to.broadcast(),
                "");
        perform("post", to.channel(), () -> messages.add(message));
        return message.ts();
    }

    @Override
    public synchronized void update(String channel, String ts, Content content, Mark mark) throws SlackFault {
        perform(
                "update",
                channel,
                () -> messages.replaceAll(one -> one.ts().equals(ts)
                        ? new Message(
                                channel, ts, one.root(), content.text(), content.blocks(), Optional.of(mark), false, "")
                        : one));
        if (messages.stream().noneMatch(one -> one.ts().equals(ts))) {
            throw new SlackFault.Refused("chat.update", "message_not_found", "");
        }
    }

    @Override
    public synchronized void delete(String channel, String ts) throws SlackFault {
        perform(
                "delete",
                channel,
                () -> messages.removeIf(
                        one -> one.channel().equals(channel) && one.ts().equals(ts)));
    }

    @Override
    public synchronized void whisper(Address to, String user, Content content) throws SlackFault {
        perform("whisper", to.channel(), () -> {
            whispers.add(user + ": " + content.text());
            whispered.add(content);
        });
    }

    @Override
    public synchronized void tell(String user, Content content) throws SlackFault {
        perform("tell", user, () -> direct.add(user + ": " + content.text()));
    }

    @Override
    public synchronized String directChannel(String user) throws SlackFault {
        perform("direct", user, () -> {});
        return "D" + user;
    }

    @Override
    public synchronized List<Posted> replies(String channel, String thread, Instant since) throws SlackFault {
        perform("replies", channel, () -> {});
        return posted(channel, Optional.of(thread));
    }

    @Override
    public synchronized List<Posted> messages(String channel, Instant since) throws SlackFault {
        perform("messages", channel, () -> {});
        return posted(channel, Optional.empty());
    }

    @Override
    public synchronized void upload(Address to, String filename, String title, byte[] content) throws SlackFault {
        perform(
                "upload",
                to.channel(),
                () -> messages.add(new Message(
                        to.channel(),
                        "1000." + ++sent,
                        to.thread(),
                        title,
                        List.of(),
                        Optional.empty(),
                        false,
                        filename)));
    }

    @Override
    public synchronized Optional<String> link(String channel, String ts) throws SlackFault {
        perform("link", channel, () -> {});
        return Optional.of("https://example.slack.com/archives/" + channel + "/p" + ts);
    }

    @Override
    public synchronized String openDialog(String trigger, View view) throws SlackFault {
        perform("open", trigger, () -> dialogs.add(view));
        return "V" + dialogs.size();
    }

    /** Kept as one more drawing of the dialog: the last one is what is seen. */
    @Override
    public synchronized void updateDialog(String id, View view) throws SlackFault {
        perform("redraw", id, () -> dialogs.add(view));
    }

    @Override
    public synchronized void showHome(String user, List<LayoutBlock> blocks) throws SlackFault {
        perform("home", user, () -> homes.add(new Home(user, blocks)));
    }

    private List<Posted> posted(String channel, Optional<String> root) {
        return messages.stream()
                .filter(one -> one.channel().equals(channel) && one.root().equals(root))
                .map(one -> new Posted(one.ts(), one.mark(), one.file().isEmpty() ? List.of() : List.of(one.file())))
                .toList();
    }

    private void perform(String method, String where, Runnable effect) throws SlackFault {
        calls.add(method);
        Optional<Trouble> trouble = troubles.stream()
                .filter(one -> one.method().equals(method) || one.method().equals(method + " " + where))
                .findFirst();
        if (trouble.isEmpty()) {
            effect.run();
            return;
        }
        if (!trouble.get().lasting()) {
            troubles.remove(trouble.get());
        }
        if (trouble.get().effect()) {
            effect.run();
        }
        throw trouble.get().fault();
    }

    public record Message(
            String channel,
            String ts,
            Optional<String> root,
            String text,
            List<LayoutBlock> blocks,
            Optional<Mark> mark,
            boolean broadcast,
            String file) {

        boolean isDirect() {
            return channel.startsWith("D");
        }
    }

    /** A Home tab as it was drawn once. */
    public record Home(String user, List<LayoutBlock> blocks) {}

    private record Trouble(String method, SlackFault fault, boolean effect, boolean lasting) {}
}
