package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.PastJob;
import dev.sojourn.job.PastJobs;
import dev.sojourn.observe.HistoryCsv;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPageTest {

    private static final FixedPast PAST = FixedPast.of(Sample.pastJobs(120));

    @Test
    void a_page_holds_fifty_jobs_and_leads_to_the_next_with_the_same_filter() {
        String page = page(Map.of("kind", "incremental", "page", "2"));
        assertThat(page)
                .contains("51–100 of 108", "href=\"/history?kind=incremental&amp;page=1\"")
                .contains("href=\"/history?kind=incremental&amp;page=3\"", "href=\"/history.csv?kind=incremental\"");
        assertThat(page.split("<tr>")).hasSize(50 + 2);
    }

    @Test
    void people_are_called_by_name_where_one_is_known() {
        assertThat(page(Map.of())).contains(">ann</a>", ">U0BEN</a>", "/history?requester=U0ANN");
    }

    @Test
    void what_somebody_typed_as_a_ref_is_no_markup() {
        assertThat(page(Map.of())).contains("feature/&lt;b&gt;").doesNotContain("feature/<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999", "1 OR 1=1"})
    void a_page_that_is_none_is_the_first(String page) {
        assertThat(Asked.of(name -> Optional.ofNullable(Map.of("page", page).get(name)))
                        .page())
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_understood_lets_everything_pass() {
        Asked asked = Asked.of(name -> Optional.ofNullable(
                Map.of("outcome", "queued", "kind", "x", "month", "2026").get(name)));
        assertThat(asked.filter()).isEqualTo(PastJobs.Filter.ALL);
        assertThat(asked.query()).isEmpty();
    }

    @Test
    void the_share_of_time_that_was_overhead_is_told() {
        assertThat(page(Map.of())).containsPattern("Overhead</dt><dd>\\d+ %");
    }

    @Test
    void figures_for_the_charts_are_numbers_alone() {
        String points = HistoryFiles.points(PAST, PastJobs.Filter.ALL);
        assertThat(points).matches("\\{(\"[a-z]+\":\\[[0-9.,null]*\\],?)+\\}").startsWith("{\"job\":[1,2,3,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "main        | main",
                "=1+1        | \"'=1+1\"",
                "@x          | \"'@x\"",
                "-x          | '-x",
                "a,b         | \"a,b\"",
                "say \"hi\"  | \"say \"\"hi\"\"\""
            },
            quoteCharacter = '`')
    void a_cell_is_neither_a_formula_nor_two_cells(String text, String cell) {
        assertThat(HistoryCsv.cell(text)).isEqualTo(cell);
    }

    @Test
    void a_line_has_a_cell_for_each_head() {
        PastJob job = Sample.pastJobs(1).get(0);
        assertThat(HistoryCsv.row(job).split(",", -1)).hasSameSizeAs(HistoryCsv.HEADER.split(","));
    }

    @Test
    void an_empty_history_is_a_page_too() {
        FixedPast none = FixedPast.of(List.of());
        HistoryView view = HistoryView.of(
                none, new Choices(none, Clock.systemUTC()), Asked.of(name -> Optional.empty()), Sample.NAMES);
        assertThat(Sample.pages().render("history", "history", view)).contains("No job has ended yet");
    }

    @Test
    void health_says_what_is_wrong_and_what_it_means_for_jobs() {
        HealthView well = HealthView.of(Sample.pulse(Optional.of(Sample.START)), List.of(), Sample.START);
        assertThat(well.headline()).isEqualTo("All is well");
        HealthView ill = HealthView.of(Sample.pulse(Optional.empty()), List.of(Sample.queued(7, "main")), Sample.START);
        assertThat(Sample.pages().render("health", "health", ill))
                .contains("1 thing is wrong", "not connected", "refused. Jobs go on; cards catch up.")
                .contains("The oldest that waits is #7");
    }

    private static String page(Map<String, String> parameters) {
        Asked asked = Asked.of(name -> Optional.ofNullable(parameters.get(name)));
        return Sample.pages()
                .render(
                        "history",
                        "history",
                        HistoryView.of(PAST, new Choices(PAST, Clock.systemUTC()), asked, Sample.NAMES));
    }
}
