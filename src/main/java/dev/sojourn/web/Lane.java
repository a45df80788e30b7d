package dev.sojourn.web;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Sighting;
import dev.sojourn.plan.WorkingVolume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One volume: where it was last seen, who has it, who waits for it.
 *
 * @param detail EC2's own words about the attachment
 * @param seen how long ago EC2 was asked; says so where it did not answer since
 * @param stale whether the last look showed nothing: the place is then an old one
 * @param builder what stands at the far end: a machine's id, or that there is none
 * @param last how the job before went, where none is under way
 */
record Lane(
        String volume,
        String name,
        Place place,
        String detail,
        String seen,
        boolean stale,
        String host,
        String mount,
        String builder,
        String builderType,
        Optional<LiveJob> job,
        List<LiveJob> waiting,
        Optional<PastLine> last) {

    /** How the volume's last job ended. */
    record PastLine(long number, String label, String ref, Standing standing, String when) {

        static PastLine of(Job job, Names names, Instant now) {
            return new PastLine(
                    job.number(),
                    job.label(),
                    job.request().options().ref(),
                    Standing.of(job, Optional.empty(), names),
                    job.endedAt().map(at -> Wording.ago(at, now)).orElse(""));
        }
    }

    /**
     * From what is known.
     *
     * @param jobs of this volume that have not ended, oldest first
     * @param last the newest that has
     */
    static Lane of(
            WorkingVolume volume,
            List<Job> jobs,
            Optional<Job> last,
            Lookout.View view,
            ProgressBoard board,
            Names names,
            Instant now) {
        Optional<Job> holder =
                jobs.stream().filter(job -> job.state().holdsVolume()).findFirst();
        String host = holder.map(Job::host).orElse(volume.host());
        Optional<Sighting> sighting = view.of(volume.id());
        Optional<LiveJob> live = holder.map(job -> LiveJob.of(job, board.of(job.number()), names, now));
        return new Lane(
                volume.id(),
                volume.name(),
                Place.of(sighting, host, holder.isPresent()),
                Place.detail(sighting),
                seen(sighting, view, now),
                view.problem().isPresent(),
                host,
                volume.mount(),
                holder.flatMap(Job::builder).orElse(""),
                holder.flatMap(Job::attempt)
                        .filter(attempt -> !attempt.isOver())
                        .map(attempt -> attempt.offer().label())
                        .orElse(""),
                live,
                jobs.stream()
                        .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.AWAITING_APPROVAL)
                        .map(job -> LiveJob.of(job, Optional.empty(), names, now))
                        .toList(),
                last.map(job -> PastLine.of(job, names, now)));
    }

    private static String seen(Optional<Sighting> sighting, Lookout.View view, Instant now) {
        String when =
                sighting.map(one -> "EC2 asked " + Wording.ago(one.at(), now)).orElse("");
        return view.problem()
                .map(problem -> (when.isEmpty() ? "EC2 does not answer: " : when + "; it does not answer since: ")
                        + Wording.line(problem, 200))
                .orElse(when);
    }
}
