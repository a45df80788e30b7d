package dev.sojourn.slack.home;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.reply.LookupReplies;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.words.Whereabouts;
import dev.sojourn.slack.words.Wording;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a volume is, in a line for the Home tab. */
final class VolumeWords {

    private VolumeWords() {}

    static String of(HomeView.VolumeLine line) {
        WorkingVolume volume = line.volume();
        String owners = volume.owners().stream().map(Mrkdwn::user).collect(Collectors.joining(", "));
        return "*" + Mrkdwn.line(volume.name(), 100) + "*" + (owners.isEmpty() ? "" : " of " + owners) + " – "
                + line.place().map(seen -> seen(seen, line)).orElseGet(() -> remembered(line));
    }

    /** What EC2 says counts, whatever a job remembers. */
    private static String seen(VolumePlaces.Place place, HomeView.VolumeLine line) {
        Optional<Job> job = line.last().map(Snapshot::job);
        boolean called =
                job.filter(one -> one.state() == JobState.NEEDS_ATTENTION).isPresent();
        Optional<Job> away = job.filter(one -> one.state().holdsVolume());
        return (called ? ":rotating_light: *not home*: " : "")
                + LookupReplies.place(place, line.volume(), away)
                + job.map(one -> " " + Wording.capitalised(job(one)) + ".").orElse(" No job has taken it yet.");
    }

    private static String remembered(HomeView.VolumeLine line) {
        return line.last()
                .map(last -> place(last) + ", " + job(last.job()) + ".")
                .orElseGet(() -> "at home on " + Mrkdwn.code(line.volume().host()) + ", no job has taken it yet.");
    }

    private static String place(Snapshot last) {
        String place = Whereabouts.of(last.job(), last.history());
        return last.job().state() == JobState.NEEDS_ATTENTION ? ":rotating_light: *not home*" : place;
    }

    private static String job(Job job) {
        return (job.state().isTerminal() ? "last job " : "job ") + job.label();
    }
}
