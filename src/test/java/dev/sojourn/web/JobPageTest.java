package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class JobPageTest {

    private static final Instant END = Sample.START.plusSeconds(5040);

    @Test
    void every_stay_in_a_step_has_a_bar_and_every_wait_too() {
        Timeline timeline = Timeline.of(Sample.building(42), Sample.eventful(), Map.of(), END);
        assertThat(timeline.bars())
                .extracting(Timeline.Bar::title, Timeline.Bar::took, Timeline.Bar::note)
                .contains(
                        tuple("Checking the host", "4 s", ""),
                        tuple("Waiting for approval", "1 h", ""),
                        tuple("Launching the builder", "35 s", "1 refusal, c7i.4xlarge"),
                        tuple("Building", "6 min", "builder lost: reclaimed"),
                        tuple("Building", "16 min", "passed"));
        assertThat(timeline.bars())
                .filteredOn(bar -> bar.title().equals("Building"))
                .hasSize(2);
    }

    @Test
    void the_axis_begins_with_the_launch_so_that_an_hour_of_waiting_hides_nothing() {
        Timeline timeline = Timeline.of(Sample.building(42), Sample.eventful(), Map.of(), END);
        assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(5040 - 3606));
        assertThat(bar(timeline, "Waiting for approval").width()).isZero();
        assertThat(bar(timeline, "Building").width()).isBetween(240, 260);
    }

    @Test
    void a_bar_has_a_notch_at_the_median_of_past_runs() {
        Timeline timeline = Timeline.of(
                Sample.building(42), Sample.eventful(), Map.of(Step.RUN_BUILD, Duration.ofSeconds(717)), END);
        assertThat(bar(timeline, "Building").typical()).isEqualTo(500);
        assertThat(bar(timeline, "Building").beside()).isEqualTo("usually 12 min");
    }

    @Test
    void whether_the_build_passed_and_where_the_volume_is_are_two_facts() {
        String page = page(Sample.ended(42, Sample.result(1, "a.cpp:1: error: <no>")), Sample.eventful());
        assertThat(page)
                .contains("failed after 21 min, 1,843 files compiled: something did not compile (exit 1)")
                .contains("on its host")
                .contains("a.cpp:1: error: &lt;no&gt;");
    }

    @Test
    void decisions_are_told_with_who_made_them_by_name_where_there_is_one() {
        assertThat(page(Sample.building(42), Sample.eventful()))
                .contains("</time> ann asked for main", "</time> U0EVE approved it")
                .contains("data-copy=\"" + Sample.BUILDER + "\"", "data-copy=\"" + Sample.VOLUME + "\"");
    }

    @Test
    void a_wait_for_a_yes_ends_with_the_choice_of_a_machine_that_needs_none() {
        Timeline timeline = Timeline.of(Sample.building(42), Sample.lowered(), Map.of(), END);
        assertThat(bar(timeline, "Waiting for approval").took()).isEqualTo("5 min");
        assertThat(page(Sample.building(42), Sample.lowered()))
                .contains("</time> ann chose " + Sample.RUNG.label() + ", which needs no approval");
    }

    @Test
    void a_link_that_is_no_web_address_is_left_out() {
        Job job = Sample.building(42);
        assertThat(page(job, List.of(), Optional.of("javascript:alert(1)"))).doesNotContain("javascript:");
        assertThat(page(job, List.of(), Optional.of("https://acme.slack.com/archives/C1/p1")))
                .contains("href=\"https://acme.slack.com/archives/C1/p1\"");
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    @Test
    void what_it_has_cost_is_drawn_from_nothing_to_what_is_said_in_words() {
        Job job = Sample.building(42);
        CostCurve curve = CostCurve.of(job, END).orElseThrow();
        String[] points = curve.points().split(" ");
        assertThat(points[0]).isEqualTo("0," + CostCurve.HEIGHT);
        assertThat(points).hasSize(81);
        assertThat(points[80]).startsWith("1000,").isNotEqualTo("1000," + CostCurve.HEIGHT);
        assertThat(CostCurve.cost(job, END)).isEqualTo(job.cost(END));
        int before = CostCurve.HEIGHT;
        for (String point : points) {
            int height = Integer.parseInt(point.split(",")[1]);
            assertThat(height).as("money is not given back").isBetween(0, before);
            before = height;
        }
        assertThat(curve.words()).contains(Money.spent(job, END), "at most ");
        assertThat(curve.band()).isPositive();
    }

    private static Timeline.Bar bar(Timeline timeline, String title) {
        return timeline.bars().stream()
                .filter(bar -> bar.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static String page(Job job, List<JobEvent> events) {
        return page(job, events, Optional.empty());
    }

    private static String page(Job job, List<JobEvent> events, Optional<String> thread) {
        JobView view = JobView.of(
                new JobView.Sources(
                        job,
                        events,
                        Optional.empty(),
                        Sample.seen(Sample.HOST, "attached").of(Sample.VOLUME),
                        thread,
                        Map.of(),
                        Sample.NAMES),
                END);
        return Sample.pages().render("job", "job", view);
    }
}
