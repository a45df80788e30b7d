package dev.sojourn.store;

import dev.sojourn.job.Approval;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** What is written with a job, in its transaction: its row, its new facts, and what histories need. */
final class JobRows {

    private JobRows() {}

    static <S extends SqlStatement<S>> S bind(S statement, Job job) {
        Optional<Long> took = job.build().map(build -> build.took().toMillis());
        return statement
                .bind("number", job.number())
                .bind("state", job.state().name())
                .bind("volume", job.volume())
                .bind("profile", job.request().plan().profile().name())
                .bind("holdsVolume", job.state().holdsVolume() ? 1 : 0)
                .bind("epoch", job.passage().epoch())
                .bind("createdAt", job.createdAt().toEpochMilli())
                .bind("queuedAt", job.queuedAt().toEpochMilli())
                .bind("endedAt", job.endedAt().map(Instant::toEpochMilli).orElse(null))
                .bind("planDigest", job.request().plan().digest())
                .bind("commitSha", job.commit().map(Commit::sha).orElse(null))
                .bind(
                        "approvedAt",
                        job.approval()
                                .map(Approval::at)
                                .map(Instant::toEpochMilli)
                                .orElse(null))
                .bind("buildMillis", took.orElse(null))
                .bind(
                        "buildPassed",
                        job.build().map(build -> build.passed() ? 1 : 0).orElse(null))
                .bind(
                        "vcpus",
                        job.attempt()
                                .map(attempt -> attempt.offer().type().vcpus())
                                .orElse(null))
                .bind("requester", job.request().requester())
                .bind("channel", job.request().channel())
                .bind(
                        "spent",
                        job.endedAt().map(end -> job.counts(end).micros()).orElse(null))
                .bind("body", JobJson.write(job));
    }

    static void write(Handle handle, long job, List<Fact> facts, Instant now) {
        if (facts.isEmpty()) {
            return;
        }
        long last = handle.createQuery("SELECT COALESCE(MAX(sequence), 0) FROM job_event WHERE job = ?")
                .bind(0, job)
                .mapTo(Long.class)
                .one();
        for (Fact fact : facts) {
            handle.execute(
                    "INSERT INTO job_event (job, sequence, at, body) VALUES (?, ?, ?, ?)",
                    job,
                    ++last,
                    now.toEpochMilli(),
                    JobJson.write(new StoredFact(fact)));
        }
    }

    /** Keeps a fact's type beside it: a sealed interface alone would be written without. */
    record StoredFact(Fact fact) {}

    static void learn(Handle handle, Job job, List<Fact> facts, Instant now) {
        for (Fact fact : facts) {
            SqlGrants.learn(handle, job, fact);
            if (!(fact instanceof Fact.StepDone done)) {
                continue;
            }
            if (done.step() == Step.AWAIT_BUILDER_AGENT) {
                job.attempt().ifPresent(attempt -> {
                    if (attempt.runningAt().isPresent() && attempt.onlineAt().isPresent()) {
                        handle.execute(
                                "INSERT INTO boot_time (image, at, millis) VALUES (?, ?, ?)",
                                job.request().plan().profile().builder().image(),
                                now.toEpochMilli(),
                                Duration.between(
                                                attempt.runningAt().get(),
                                                attempt.onlineAt().get())
                                        .toMillis());
                    }
                });
            }
            // All names of the way, because a detach that lands late must not find the volume under one of them again.
            boolean onHost = done.step() == Step.ATTACH_TO_HOST || done.step() == Step.DETACH_FROM_HOST;
            for (String device : onHost ? job.passage().names().spent() : List.<String>of()) {
                handle.execute(
                        "INSERT INTO host_device (host, device, at) VALUES (?, ?, ?)",
                        job.host(),
                        device,
                        now.toEpochMilli());
            }
        }
    }
}
