package dev.sojourn.handoff;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Progress;
import java.time.Instant;
import java.util.Optional;

/**
 * What a builder says about a job's build.
 *
 * @param asOf when the question was sent
 * @param active whether the build's unit is alive
 * @param reclaimed whether EC2 has given notice that it takes the builder back: it lets go of the volume by itself
 * @param result set once the status file names this job and attempt
 */
record BuildReport(
        Instant asOf,
        int attempt,
        boolean active,
        boolean reclaimed,
        Progress progress,
        Optional<BuildResult> result) {}
