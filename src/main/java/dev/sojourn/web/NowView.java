package dev.sojourn.web;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.observe.Lookout;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page <i>Now</i>.
 *
 * @param headline the whole in a sentence
 * @param spending what all jobs under way have cost so far; empty where none is
 */
record NowView(String headline, String spending, boolean attention, List<Lane> lanes) {

    /**
     * From what is known. A volume that left the configuration while a job has it keeps its lane.
     *
     * @param unfinished oldest first
     * @param newest the newest jobs, newest first
     */
    static NowView of(
            List<WorkingVolume> configured,
            List<Job> unfinished,
            List<Job> newest,
            Lookout.View view,
            ProgressBoard board,
            Names names,
            Instant now) {
        List<Lane> lanes = new ArrayList<>();
        for (WorkingVolume volume : volumes(configured, unfinished)) {
            List<Job> jobs = unfinished.stream()
                    .filter(job -> job.volume().equals(volume.id()))
                    .toList();
            Optional<Job> last = newest.stream()
                    .filter(job ->
                            job.volume().equals(volume.id()) && job.state().isTerminal())
                    .findFirst();
            lanes.add(Lane.of(volume, jobs, last, view, board, names, now));
        }
        List<Job> holding =
                unfinished.stream().filter(job -> job.state().holdsVolume()).toList();
        Usd spent = holding.stream().map(job -> job.cost(now)).reduce(Usd.ZERO, Usd::plus);
        return new NowView(
                headline(lanes, unfinished),
                holding.isEmpty() ? "" : Wording.dollars(spent),
                unfinished.stream().anyMatch(job -> job.state() == JobState.NEEDS_ATTENTION),
                List.copyOf(lanes));
    }

    static List<WorkingVolume> volumes(List<WorkingVolume> configured, List<Job> unfinished) {
        List<WorkingVolume> volumes = new ArrayList<>(configured);
        for (Job job : unfinished) {
            if (volumes.stream().noneMatch(one -> one.id().equals(job.volume()))) {
                volumes.add(job.request().plan().volume());
            }
        }
        return volumes;
    }

    private static String headline(List<Lane> lanes, List<Job> unfinished) {
        long calling = unfinished.stream()
                .filter(job -> job.state() == JobState.NEEDS_ATTENTION)
                .count();
        if (calling > 0) {
            return Wording.count(calling, "job needs", "jobs need") + " a person";
        }
        long away = lanes.stream()
                .filter(lane -> lane.place() == Place.BUILDER || lane.place() == Place.TRANSIT)
                .count();
        long unseen = lanes.stream()
                .filter(lane -> lane.place() == Place.UNKNOWN || lane.place() == Place.ELSEWHERE)
                .count();
        String where = away == 0 && unseen == 0
                ? (lanes.size() == 1 ? "The volume is home" : "All volumes are home")
                : Wording.count(away, "volume is", "volumes are") + " away";
        String lost = unseen == 0 ? "" : ", " + unseen + " not seen on any machine";
        long waiting = unfinished.stream()
                .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.AWAITING_APPROVAL)
                .count();
        return where + lost + (waiting == 0 ? "" : ", " + Wording.count(waiting, "job waits", "jobs wait"));
    }
}
