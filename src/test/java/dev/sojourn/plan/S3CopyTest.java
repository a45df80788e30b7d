package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The formula of docs/cost.md, with the numbers that stand there. */
class S3CopyTest {

    private static final S3Copy TREE = S3Copy.of(40_000, Usd.of("2.856"));

    @Test
    void a_tree_crosses_four_times_at_what_a_plain_volume_reads_and_writes() {
        assertThat(TREE.time()).isEqualTo(Duration.ofSeconds(4 * 320));
    }

    @Test
    void the_builder_is_paid_for_while_it_waits_for_two_of_the_four_and_so_are_requests_and_bucket() {
        assertThat(TREE.money().dollars())
                .isBetween(Usd.of("0.61").dollars(), Usd.of("0.63").dollars());
        assertThat(S3Copy.of(40_000, Usd.ZERO).money().dollars())
                .as("10,000 puts are 5 cents, 10,000 gets less than one, the bucket 6 cents for a day")
                .isBetween(Usd.of("0.11").dollars(), Usd.of("0.12").dollars());
    }

    @Test
    void several_trees_are_added_up() {
        S3Copy both = S3Copy.NONE.plus(TREE).plus(TREE);
        assertThat(both.trees()).isEqualTo(2);
        assertThat(both.time()).isEqualTo(TREE.time().multipliedBy(2));
        assertThat(both.money()).isEqualTo(TREE.money().times(2));
    }
}
