package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Job;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.observe.Lookout;
import dev.sojourn.observe.Sighting;
import dev.sojourn.plan.Plans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NowPageTest {

    private static final Instant NOW = Sample.START.plusSeconds(300);

    @Test
    void the_volume_is_where_ec2_says_and_not_where_the_job_stands() {
        Job building = Sample.building(42);
        assertThat(place(building, Sample.seen(Sample.BUILDER, "attached"))).isEqualTo(Place.BUILDER);
        assertThat(place(building, Sample.seen(Sample.HOST, "attached"))).isEqualTo(Place.HOST);
        assertThat(place(building, Sample.seen(Sample.HOST, "detaching"))).isEqualTo(Place.TRANSIT);
        assertThat(place(building, new Lookout.View(Map.of(), Optional.of("RequestLimitExceeded"))))
                .isEqualTo(Place.UNKNOWN);
    }

    @Test
    void a_volume_that_is_attached_to_nothing_is_in_transit_only_while_a_job_has_it() {
        Lookout.View available = new Lookout.View(
                Map.of(Sample.VOLUME, new Sighting(NOW, new VolumePlaces.Place.Loose("available"))), Optional.empty());
        assertThat(place(Sample.building(42), available)).isEqualTo(Place.TRANSIT);
        NowView idle = view(List.of(), List.of(), available, job -> Optional.empty());
        assertThat(idle.lanes().get(0).place()).isEqualTo(Place.ELSEWHERE);
        assertThat(idle.headline()).contains("not seen on any machine");
    }

    @Test
    void a_lane_tells_step_progress_time_left_and_money() {
        String page = page(
                List.of(Sample.building(42), Sample.queued(43, "feature/x")),
                Sample.seen(Sample.BUILDER, "attached"),
                job -> job == 42 ? Optional.of(Sample.progress(42, "clang/lib/Sema/Sema.cpp.o")) : Optional.empty());
        assertThat(page)
                .contains("1 volume is away, 1 job waits")
                .contains("<b>Building</b>", "1,843 of 4,980", "value=\"37\"", "about 14 min left")
                .contains("Cost so far", "estimate $", "at most $5.00")
                .contains("EC2 asked just now")
                .contains("#43 feature/x")
                .contains("<small>llvm</small>");
    }

    @Test
    void when_ec2_does_not_answer_the_page_says_how_old_the_sighting_is() {
        Lookout.View old = new Lookout.View(
                Map.of(
                        Sample.VOLUME,
                        new Sighting(
                                NOW.minusSeconds(600),
                                new VolumePlaces.Place.Attached(Sample.HOST, "/dev/sdf", "attached"))),
                Optional.of("RequestLimitExceeded"));
        assertThat(page(List.of(), old, job -> Optional.empty()))
                .contains("EC2 asked 10 min ago; it does not answer since: RequestLimitExceeded");
    }

    @Test
    void nothing_that_somebody_else_wrote_becomes_markup() {
        String page = page(
                List.of(Sample.building(42), Sample.queued(43, "<b>x</b>")),
                Sample.seen(Sample.BUILDER, "attached"),
                job -> Optional.of(Sample.progress(42, "<script>alert(1)</script>")));
        assertThat(page)
                .doesNotContain("<script>alert", "<b>x</b>")
                .contains("&lt;script&gt;alert(1)", "[clang] Fix &lt;it&gt;");
    }

    @Test
    void a_page_carries_no_script_and_no_style_of_its_own() {
        String page =
                page(List.of(Sample.building(42)), Sample.seen(Sample.BUILDER, "attached"), job -> Optional.empty());
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern(" (style|on[a-z]+)=");
    }

    private static Place place(Job job, Lookout.View view) {
        return view(List.of(job), List.of(), view, any -> Optional.empty())
                .lanes()
                .get(0)
                .place();
    }

    private static String page(List<Job> unfinished, Lookout.View view, ProgressBoard board) {
        return Sample.pages()
                .render("now", "now", view(unfinished, List.of(Sample.ended(41, Sample.result(0, ""))), view, board));
    }

    private static NowView view(List<Job> unfinished, List<Job> newest, Lookout.View view, ProgressBoard board) {
        return NowView.of(List.of(Plans.volume()), unfinished, newest, view, board, Sample.NAMES, NOW);
    }
}
