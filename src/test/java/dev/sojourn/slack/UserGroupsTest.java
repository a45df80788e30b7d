package dev.sojourn.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.slack.workspace.SlackFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is in the groups that lists of people name. */
class UserGroupsTest {

    private static final String GROUP = "S0APPROVE";

    private Instant now = Sample.START;
    private boolean away;
    private Set<String> members = Set.of(Sample.ANN);

    private final UserGroups groups = new UserGroups(
            Set.of(GROUP),
            group -> {
                if (away) {
                    throw new SlackFault.Away("usergroups.users.list", "no answer");
                }
                return members;
            },
            () -> now,
            () -> {});

    @Test
    void nobodyIsInAGroupBeforeSlackHasToldSo() {
        assertThat(groups.members(GROUP)).isEmpty();
        away = true;
        assertThat(groups.refresh()).isFalse();
        assertThat(groups.members(GROUP)).isEmpty();
    }

    @Test
    void whatSlackTellsHoldsFromTheNextLookOn() {
        assertThat(groups.refresh()).isTrue();
        assertThat(groups.members(GROUP)).containsExactly(Sample.ANN);
        members = Set.of(Sample.BOB);
        groups.refresh();
        assertThat(groups.members(GROUP)).containsExactly(Sample.BOB);
        assertThat(groups.members("S0OTHER")).isEmpty();
    }

    @Test
    void whatWasToldLastHoldsForAnHourOfSilenceAndNoLonger() {
        groups.refresh();
        away = true;
        now = now.plus(Duration.ofHours(1));
        groups.refresh();
        assertThat(groups.members(GROUP)).containsExactly(Sample.ANN);
        now = now.plusSeconds(1);
        assertThat(groups.members(GROUP)).isEmpty();
    }
}
