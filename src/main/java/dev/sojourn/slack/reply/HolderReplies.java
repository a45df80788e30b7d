package dev.sojourn.slack.reply;

import dev.sojourn.command.Reply;
import dev.sojourn.job.Hold;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.slack.words.HolderGroup;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Wording;
import java.util.List;
import java.util.Optional;

/** Answers to somebody who was asked to leave the tree. */
final class HolderReplies {

    private HolderReplies() {}

    static Optional<String> of(Reply reply) {
        if (reply instanceof Reply.WaitAccepted wait) {
            return Optional.of("Job " + wait.job().label() + " leaves you alone until " + Mrkdwn.time(wait.until())
                    + ", then it asks again. If the tree is free before, it goes on.");
        }
        if (reply instanceof Reply.StopAccepted stop) {
            int count = stop.targets().size();
            return Optional.of(Wording.count(count, "process is", "processes are") + " asked to end (SIGTERM): "
                    + HolderGroup.processes(stop.targets()) + ". What came of it is said in the thread of job "
                    + stop.job().label() + ".");
        }
        if (reply instanceof Reply.NothingToStop nothing) {
            return Optional.of("There is no process to stop, only mounts, which no signal ends"
                    + mounts(nothing.job()) + ". Once they are gone, job "
                    + nothing.job().label() + " goes on.");
        }
        if (reply instanceof Reply.HeldNoMore no) {
            return Optional.of("Nothing of that user is in the tree any more. There is nothing for you to do; job "
                    + no.job().label() + " goes on once nobody else is in it.");
        }
        return Optional.empty();
    }

    private static String mounts(Job job) {
        List<Holder> mounts = job.hold().map(Hold::holders).orElse(List.of()).stream()
                .filter(holder -> !holder.isProcess())
                .toList();
        return mounts.isEmpty() ? "" : ". On the host: " + HolderGroup.mounts(mounts);
    }
}
