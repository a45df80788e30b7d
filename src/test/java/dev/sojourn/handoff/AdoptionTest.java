package dev.sojourn.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.Step;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.store.Database;
import dev.sojourn.store.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is lost while the volume is away: what the next, empty one makes of it. */
class AdoptionTest {

    private static final PriceTable PRICES = PriceTable.parse(
            List.of("# a test", "", "c7i.16xlarge,64,131072,x86_64,nitro,on-demand;spot,2.856"), Map.of());

    @TempDir
    Path before;

    @TempDir
    Path after;

    private Trip trip;
    private Database empty;
    private JobStore store;
    private Adoption adoption;

    @BeforeEach
    void open() {
        trip = new Trip(before, List.of());
        empty = Database.open(after);
        store = new SqlJobStore(empty);
        adoption = new Adoption(
                "test",
                trip.cloud.ports(),
                store,
                new Trip.NoWakeups(),
                List.of(new Adoption.Ward(Trip.VOLUME, Trip.plan().profile(), "C1")),
                PRICES,
                trip.clock);
    }

    @AfterEach
    void close() {
        trip.close();
        empty.close();
    }

    private int twoRounds() {
        int first = adoption.round();
        assertThat(first).as("one look is not enough").isZero();
        trip.clock.pass(Duration.ofMinutes(1));
        return adoption.round();
    }

    private Job broughtHome() {
        Driver driver = new Driver(
                "test",
                trip.cloud.ports(),
                store,
                new Trip.NoWakeups(),
                new LiveBuilds(),
                number -> Optional.empty(),
                new SpotWeather(store, SpotBreaker.USUAL),
                Timing.DEFAULT,
                Caps.NONE,
                () -> true,
                trip.clock);
        for (int turns = 0; turns < 200; turns++) {
            driver.drive(1);
            trip.cloud.tick();
            trip.clock.pass(Duration.ofSeconds(5));
        }
        return store.find(1).orElseThrow();
    }

    @Test
    void a_volume_on_a_builder_that_no_job_knows_is_brought_home_and_the_builder_ended() {
        trip.until(job -> job.step() == Step.RUN_BUILD && job.buildStartedAt().isPresent());
        String builder = trip.job.builder().orElseThrow();
        int epoch = trip.job.passage().epoch();

        assertThat(twoRounds()).isEqualTo(1);
        Job job = store.find(1).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(job.passage().epoch()).as("guests obey it").isGreaterThan(epoch);
        assertThat(job.homeward().orElseThrow().words()).contains("ann", builder, "no job knew of it");

        Job over = broughtHome();
        assertThat(over.state()).isEqualTo(JobState.FAILED);
        assertThat(trip.cloud.volume.attachmentTo(FakeCloud.HOST)).isPresent();
        assertThat(trip.cloud.machines.get(builder).state()).isEqualTo(InstanceView.State.TERMINATED);
        assertThat(over.cost(trip.clock.instant()).micros())
                .as("its cost is known")
                .isPositive();
        assertThat(adoption.round()).as("there is no second job").isZero();
    }

    @Test
    void a_volume_that_is_attached_to_nothing_and_was_never_heard_of_goes_home() {
        trip.cloud.volume = FakeCloud.volume("available");
        assertThat(twoRounds()).isEqualTo(1);
        assertThat(broughtHome().state()).isEqualTo(JobState.FAILED);
        assertThat(trip.cloud.volume.attachmentTo(FakeCloud.HOST)).isPresent();
    }

    @Test
    void a_volume_at_home_is_left_alone() {
        assertThat(twoRounds()).isZero();
    }

    @Test
    void a_volume_on_a_machine_of_somebody_elses_is_left_alone() {
        trip.cloud.volume =
                FakeCloud.volume("in-use", new VolumeView.Attachment("i-0somebodys", "/dev/sdf", "attached", false));
        assertThat(twoRounds()).isZero();
    }

    @Test
    void a_volume_whose_job_is_known_is_that_jobs() {
        trip.until(job -> job.step() == Step.RUN_BUILD);
        Adoption knowing = new Adoption(
                "test",
                trip.cloud.ports(),
                trip.store,
                new Trip.NoWakeups(),
                List.of(new Adoption.Ward(Trip.VOLUME, Trip.plan().profile(), "C1")),
                PRICES,
                trip.clock);
        assertThat(knowing.round()).isZero();
        trip.clock.pass(Duration.ofMinutes(1));
        assertThat(knowing.round()).isZero();
    }
}
