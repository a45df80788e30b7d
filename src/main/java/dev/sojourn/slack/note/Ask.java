package dev.sojourn.slack.note;

import dev.sojourn.job.Holder;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.words.HolderGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The question to one person whether they leave the tree: as the job's events have it, whatever Slack shows of it so far.
 *
 * @param sequence the fact that made it be asked
 * @param edition the fact that made it look as it does now
 * @param group what is in the tree, all of one user of the host
 * @param since when that user was first told of, in a row
 * @param until the person wants to be left alone until then
 * @param answer what holds now, in place of the question; empty: it is open
 * @param settled nothing that happens later changes the answer
 */
public record Ask(
        long sequence,
        long edition,
        HolderGroup group,
        Instant since,
        Optional<Instant> until,
        Optional<String> answer,
        boolean settled) {

    public static Ask opened(long sequence, HolderGroup group, Instant since) {
        return new Ask(sequence, sequence, group, since, Optional.empty(), Optional.empty(), false);
    }

    public int uid() {
        return group.uid();
    }

    public Optional<String> to(WorkingVolume volume) {
        return group.addressee(volume);
    }

    /** Whether the person is asked for what is their own; else as an owner of the volume. */
    boolean isOwn(WorkingVolume volume) {
        return group.person(volume).isPresent();
    }

    boolean isOpen() {
        return answer.isEmpty();
    }

    /** Whether the person must be asked anew where they still are in the tree: what they answered is over. */
    public boolean isOver(Instant now) {
        return !isOpen() || until.map(time -> !now.isBefore(time)).orElse(false);
    }

    public List<Holder> processes() {
        return group.processes();
    }

    public Ask waiting(Instant time, long by) {
        return new Ask(sequence, by, group, since, Optional.of(time), answer, settled);
    }

    Ask answered(String words, long by) {
        return new Ask(sequence, by, group, since, until, Optional.of(words), false);
    }

    Ask settled(String words, long by) {
        return new Ask(sequence, by, group, since, until, Optional.of(words), true);
    }
}
