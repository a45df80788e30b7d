package dev.sojourn.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Fact;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.job.PastJob;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Plans;
import dev.sojourn.plan.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboards and alerts rest on names: one that does not exist is an alert that never rings. */
class MetricNamesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Pattern NAME = Pattern.compile("\\b(sojourn|jvm|process)_[a-z_]+\\b");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{([^}]*)})? ");

    @ParameterizedTest
    @ValueSource(strings = {"deploy/grafana/sojourn.json", "deploy/alerts/sojourn.yaml"})
    void every_metric_that_is_named_exists(String file) throws IOException {
        Set<String> named = names(Files.readString(Path.of(file)));
        assertThat(named).hasSizeGreaterThan(8);
        assertThat(exported()).containsAll(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/grafana/sojourn.json", "deploy/alerts/sojourn.yaml"})
    void every_value_of_a_label_that_is_asked_for_exists(String file) throws IOException {
        String scraped = scrape();
        Pattern label = Pattern.compile("(state|outcome|le)=~?\\\\?\"([a-z0-9_.|]+)\\\\?\"");
        List<MatchResult> asked =
                label.matcher(Files.readString(Path.of(file))).results().toList();
        assertThat(asked).isNotEmpty();
        for (MatchResult one : asked) {
            for (String value : one.group(2).split("\\|")) {
                assertThat(scraped).contains(one.group(1) + "=\"" + value + "\"");
            }
        }
    }

    @Test
    void every_metric_of_ours_is_described_in_the_documentation() throws IOException {
        String page = Files.readString(Path.of("docs/dashboard.md"));
        Set<String> ours = exported().stream()
                .filter(name -> name.startsWith("sojourn_"))
                .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    @Test
    void a_job_is_counted_once_with_what_it_cost() {
        Metrics metrics = new Metrics(() -> NOW);
        metrics.ended(job(), List.of());
        assertThat(metrics.scrape())
                .contains("sojourn_jobs_ended_total{outcome=\"succeeded\",profile=\"llvm\"} 1.0")
                .contains("sojourn_spend_dollars_total{profile=\"llvm\"} 0.37")
                .contains("sojourn_overhead_seconds_sum{profile=\"llvm\"} 300.0");
    }

    @Test
    void a_throttled_call_is_told_from_one_that_failed() {
        Metrics metrics = new Metrics(() -> NOW);
        CloudCalls calls = new CloudCalls(metrics, () -> NOW);
        calls.counted("ec2", "DescribeVolumes", Duration.ofMillis(20), Optional.of("RequestLimitExceeded"));
        calls.counted("ssm", "SendCommand", Duration.ofMillis(20), Optional.of("ThrottlingException"));
        calls.counted("ec2", "RunInstances", Duration.ofMillis(20), Optional.of("InsufficientInstanceCapacity"));
        assertThat(metrics.scrape())
                .contains(
                        "sojourn_aws_calls_seconds_count{action=\"DescribeVolumes\",outcome=\"throttled\",service=\"ec2\"} 1")
                .contains(
                        "sojourn_aws_calls_seconds_count{action=\"SendCommand\",outcome=\"throttled\",service=\"ssm\"} 1")
                .contains(
                        "sojourn_aws_calls_seconds_count{action=\"RunInstances\",outcome=\"error\",service=\"ec2\"} 1");
        assertThat(calls.standing().words()).contains("ec2 RunInstances: InsufficientInstanceCapacity");
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported() {
        return SAMPLE.matcher(scrape())
                .results()
                .map(sample -> sample.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** After one of everything has happened. */
    private static String scrape() {
        Metrics metrics = new Metrics(() -> NOW);
        metrics.watch(
                () -> new Pulse(
                        NOW,
                        true,
                        new Pulse.Slack(Optional.of(NOW), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        new CloudCalls.Standing(Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        0),
                List::of);
        List<JobEvent> events = List.of(
                new JobEvent(1, 1, NOW, new Fact.RungRefused(1, Plans.onDemand("c7i.4xlarge"), "x", "y")),
                new JobEvent(1, 2, NOW, new Fact.BuilderLost(1, "reclaimed")),
                new JobEvent(1, 3, NOW, new Fact.AttentionNeeded("x", "y")));
        metrics.ended(job(), events);
        metrics.acknowledged(Duration.ofMillis(3));
        metrics.call("ec2", "DescribeVolumes", "throttled", Duration.ofMillis(3));
        return metrics.scrape();
    }

    private static PastJob job() {
        return new PastJob(
                1,
                NOW,
                "vol-1",
                "llvm",
                "U0ANN",
                "C1",
                "main",
                JobState.SUCCEEDED,
                "c7i.4xlarge",
                Optional.of(Usd.of("0.37")),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(30),
                Optional.of(Duration.ofMinutes(10)),
                Duration.ofMinutes(15),
                Duration.ofMinutes(12),
                false,
                42,
                Map.of(Step.RUN_BUILD, Duration.ofMinutes(10)));
    }
}
