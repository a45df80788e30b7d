package dev.sojourn.slack;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.plan.WorkingVolume;
import java.util.stream.Collectors;

/** Where a volume is, in a line for the Home tab. */
final class VolumeWords {

    private VolumeWords() {}

    static String of(HomeView.VolumeLine line) {
        WorkingVolume volume = line.volume();
        String owners = volume.owners().stream().map(Mrkdwn::user).collect(Collectors.joining(", "));
        return "*" + Mrkdwn.line(volume.name(), 100) + "*" + (owners.isEmpty() ? "" : " of " + owners) + " – "
                + line.last()
                        .map(last -> place(last) + ", " + job(last.job()))
                        .orElseGet(() -> "at home on " + Mrkdwn.code(volume.host()) + ", no job has taken it yet");
    }

    private static String place(Snapshot last) {
        String place = Whereabouts.of(last.job(), last.history());
        return last.job().state() == JobState.NEEDS_ATTENTION ? ":rotating_light: *not home*" : place;
    }

    private static String job(Job job) {
        return (job.state().isTerminal() ? "last job " : "job ") + job.label();
    }
}
