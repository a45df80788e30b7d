package dev.sojourn.slack.workspace;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The few things that are asked of Slack. Every method says no by a {@link SlackFault}. */
public interface Workspace {

    /** Posts and answers with the message's {@code ts}. */
    String post(Address to, Content content, Mark mark) throws SlackFault;

    void update(String channel, String ts, Content content, Mark mark) throws SlackFault;

    /** Takes a message of ours away; one that is gone already is no fault. */
    void delete(String channel, String ts) throws SlackFault;

    /** Shown to one member of the channel, kept by nobody. */
    void whisper(Address to, String user, Content content) throws SlackFault;

    /** A direct message that is not looked for again. */
    void tell(String user, Content content) throws SlackFault;

    /** The channel of the direct messages with a person. */
    String directChannel(String user) throws SlackFault;

    /** Our own messages in a thread since a moment, the thread's root left out. */
    List<Posted> replies(String channel, String thread, Instant since) throws SlackFault;

    /** Our own messages of a channel since a moment, threads left out. */
    List<Posted> messages(String channel, Instant since) throws SlackFault;

    void upload(Address to, String filename, String title, byte[] content) throws SlackFault;

    /** A link to a message, where Slack has one. */
    Optional<String> link(String channel, String ts) throws SlackFault;

    /** Opens a form over what the presser sees, and answers with its id; the trigger is good for three seconds, once. */
    String openDialog(String trigger, View view) throws SlackFault;

    /** Draws an open form anew; what was filled in stays where block and action have the same names. */
    void updateDialog(String id, View view) throws SlackFault;

    void showHome(String user, List<LayoutBlock> blocks) throws SlackFault;

    /**
     * Where a message goes.
     *
     * @param thread the {@code ts} of the thread's root; empty: the channel itself
     * @param broadcast for a reply: shown in the channel too
     */
    record Address(String channel, Optional<String> thread, boolean broadcast) {

        public static Address channel(String channel) {
            return new Address(channel, Optional.empty(), false);
        }

        public static Address thread(String channel, String root) {
            return new Address(channel, Optional.of(root), false);
        }
    }

    /**
     * What a message is, in its metadata: by this it is found again after a crash.
     *
     * @param sequence the fact that it tells; 0: the job's card
     * @param uid for a question to somebody in the tree: the user of the host
     * @param round for a question to somebody who may approve: how often they were asked; else 0
     */
    record Mark(long job, long sequence, Optional<Integer> uid, int round) {

        public static Mark card(long job) {
            return new Mark(job, 0, Optional.empty(), 0);
        }

        public static Mark fact(long job, long sequence) {
            return new Mark(job, sequence, Optional.empty(), 0);
        }

        public static Mark ask(long job, long sequence, int uid) {
            return new Mark(job, sequence, Optional.of(uid), 0);
        }

        public static Mark approval(long job, long sequence, int round) {
            return new Mark(job, sequence, Optional.empty(), round);
        }
    }

    /** A message of ours that is there, with its mark and the names of its files. */
    record Posted(String ts, Optional<Mark> mark, List<String> files) {}
}
