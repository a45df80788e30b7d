package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.RemoteShell.Invocation;
import dev.sojourn.job.Job;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks all running builds how far they are, with one command for all builders: the script knows no job. The same command
 * renews the builders' lease fuse, so a bot that lives keeps them alive. It stays for a moment in case a build ends: most ends are
 * told by a command that is there already.
 */
final class ProgressRound {

    /** Answers are there after about a second; one that is not after this long is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RemoteShell shell;
    private final LiveBuilds builds;
    private final Timing timing;
    private final GuestScripts scripts;

    private Instant asked = Instant.EPOCH;
    private Optional<String> command = Optional.empty();

    /** Builders whose answer to the last question is still to come. */
    private final Set<String> awaited = new HashSet<>();

    ProgressRound(RemoteShell shell, LiveBuilds builds, Timing timing, GuestScripts scripts) {
        this.shell = shell;
        this.builds = builds;
        this.timing = timing;
        this.scripts = scripts;
    }

    /** Collects the answers to the last question, asks the next when it is time; returns the jobs with news to decide on. */
    Set<Long> round(List<Job> jobs, Instant now) {
        Map<String, Job> building = jobs.stream()
                .filter(job -> job.step() == Step.RUN_BUILD
                        && job.buildStartedAt().isPresent()
                        && job.builder().isPresent())
                .collect(Collectors.toMap(job -> job.builder().orElseThrow(), job -> job));
        awaited.retainAll(building.keySet());
        Set<Long> news = awaited.isEmpty()
                ? Set.of()
                : command.map(id -> collect(id, building)).orElseGet(Set::of);
        boolean allIn = command.isEmpty() || awaited.isEmpty();
        boolean givenUp = asked.plus(PATIENCE).isBefore(now);
        if (!building.isEmpty() && (allIn || givenUp) && !now.isBefore(asked.plus(timing.progressEvery()))) {
            ask(building.keySet(), now);
        }
        return news;
    }

    private void ask(Set<String> builders, Instant now) {
        Map<String, RemoteShell.Agent> agents = shell.agents(builders).ok().orElse(Map.of());
        Set<String> online = agents.entrySet().stream()
                .filter(entry -> entry.getValue() == RemoteShell.Agent.ONLINE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        asked = now;
        awaited.clear();
        command = Optional.empty();
        if (!online.isEmpty()) {
            String lease = Long.toString(timing.leaseFuse().toSeconds());
            String stay = Long.toString(timing.progressEvery().toSeconds());
            CloudAnswer<String> sent = shell.send(
                    online,
                    "progress-" + now.toEpochMilli(),
                    scripts.compose("progress", Map.of("LEASE_S", lease, "WAIT_S", stay)),
                    30);
            command = sent.ok();
            awaited.addAll(online);
        }
    }

    private Set<Long> collect(String id, Map<String, Job> building) {
        Set<Long> news = new HashSet<>();
        for (Invocation run : shell.invocations(id).ok().orElse(List.of())) {
            if (run.status() == Invocation.Status.UNDERWAY || !awaited.remove(run.instance())) {
                continue;
            }
            Optional<JsonNode> told = Observer.answer(run);
            Job job = building.get(run.instance());
            if (told.isPresent() && job != null) {
                news.addAll(hear(job, told.get()));
            }
        }
        return news;
    }

    private Set<Long> hear(Job job, JsonNode told) {
        Map<Long, JsonNode> byJob = new HashMap<>();
        told.path("builds").forEach(one -> byJob.put(one.path("job").asLong(), one));
        JsonNode mine = byJob.get(job.number());
        if (mine == null) {
            return Set.of();
        }
        boolean reclaimed = !told.path("spot_notice").asText("").isEmpty();
        return builds.heard(job, mine, reclaimed, asked) ? Set.of(job.number()) : Set.of();
    }
}
