package dev.sojourn.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.cloud.InstanceView.State;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Job;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The laws that no wrong decision breaks by itself: each is broken by hand here, and says so. */
class LawsTest {

    private final World world = World.atHome();
    private final Machine builder =
            Machine.launched("i-b1", "token", 1, false).in(State.RUNNING).online(true);

    @Test
    void what_is_mounted_is_attached() {
        world.spot = Optional.empty();
        assertThatThrownBy(() -> Laws.always(world)).hasMessageContaining("what is mounted is attached");
    }

    @Test
    void no_two_machines_have_it_mounted() {
        assertThatThrownBy(() -> Laws.mounting(world, builder, true))
                .hasMessageContaining("no two machines have it mounted");
    }

    @Test
    void no_attempt_has_two_builders() {
        world.put(builder);
        Job asked = Beginning.state().job();
        String digest = asked.request().plan().digest();
        Job approved = asked.with(draft -> draft.approval = Optional.of(new Approval("U0EVE", Age.NOW, digest, "")));
        Call.Launch again = new Call.Launch("another token", 1);
        assertThatThrownBy(() -> Laws.launching(world, approved, again))
                .hasMessageContaining("no attempt has two builders");
    }

    @Test
    void the_sweep_ends_no_builder_that_writes() {
        assertThatThrownBy(() -> Laws.terminating(builder.mounted(true)))
                .hasMessageContaining("no terminate under a writer");
    }
}
