package dev.sojourn.slack.note;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import dev.sojourn.job.Job;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.HolderGroup;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import dev.sojourn.slack.workspace.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The direct message that asks somebody to leave the tree, or says what holds now. */
public final class AskNote {

    private static final int MOST = 2900;

    private AskNote() {}

    public static Content of(Ask ask, Job job) {
        String text = Mrkdwn.fit(ask.answer().orElseGet(() -> question(ask, job)), MOST);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(section(block -> block.blockId("ask").text(markdownText(text))));
        if (ask.isOpen()) {
            List<BlockElement> buttons = List.copyOf(AskButton.of(ask, job));
            blocks.add(actions(block -> block.blockId("actions").elements(buttons)));
            blocks.add(context(block -> block.blockId("context").elements(List.of(markdownText(legend(ask, job))))));
        }
        return new Content(text, List.copyOf(blocks));
    }

    /** For the thread, where the person could not be asked. */
    static Content unasked(Ask ask, Job job, String why) {
        WorkingVolume volume = job.request().plan().volume();
        String whom =
                ask.to(volume).map(Mrkdwn::user).orElseGet(() -> ask.group().hostUser());
        return Content.of(Mrkdwn.fit(
                "I cannot ask " + whom + " by direct message (" + Mrkdwn.line(why, 100)
                        + "). Somebody tell them, please: the build waits for " + things(ask) + ".",
                MOST));
    }

    private static String question(Ask ask, Job job) {
        WorkingVolume volume = job.request().plan().volume();
        String requester = job.request().requester();
        String who = ask.to(volume).equals(Optional.of(requester)) ? "You" : Mrkdwn.user(requester);
        return who + " asked for job " + job.label() + ", a build of "
                + Mrkdwn.code(job.request().options().ref()) + ", and the volume cannot leave: since "
                + Mrkdwn.time(ask.since()) + ", " + holding(ask, job) + ". The build waits until they are gone."
                + ask.until()
                        .map(until -> " You are left alone until " + Mrkdwn.time(until) + ".")
                        .orElse("");
    }

    private static String holding(Ask ask, Job job) {
        WorkingVolume volume = job.request().plan().volume();
        String place = Mrkdwn.code(volume.mount()) + " on " + Mrkdwn.code(job.host());
        int count = ask.processes().size();
        if (count == 0) {
            return "there are mounts in " + place + ": " + things(ask);
        }
        String whose = ask.isOwn(volume)
                ? " of yours"
                : " of the host user " + ask.group().hostUser();
        return Wording.count(count, "process", "processes") + whose + (count == 1 ? " holds " : " hold ") + place + ": "
                + things(ask);
    }

    private static String things(Ask ask) {
        List<String> things = new ArrayList<>();
        if (!ask.processes().isEmpty()) {
            things.add(HolderGroup.processes(ask.processes()));
        }
        if (!ask.group().mounts().isEmpty()) {
            things.add(HolderGroup.mounts(ask.group().mounts()));
        }
        return String.join(", ", things);
    }

    private static String legend(Ask ask, Job job) {
        String why = ask.isOwn(job.request().plan().volume()) || ask.processes().isEmpty()
                ? ""
                : "The configuration names nobody for that user, so I ask you, an owner of the volume. ";
        String mounts = ask.group().mounts().isEmpty() ? "" : "No signal ends a mount: type that on the host. ";
        return why + mounts + "*Wait* leaves you alone for a while, then asks again. If you press nothing, nothing is"
                + " stopped.";
    }
}
