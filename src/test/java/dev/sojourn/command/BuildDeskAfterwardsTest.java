package dev.sojourn.command;

import static dev.sojourn.command.DeskRoom.ANN;
import static dev.sojourn.command.DeskRoom.BEN;
import static dev.sojourn.command.DeskRoom.EVE;
import static dev.sojourn.command.DeskRoom.SHA;
import static dev.sojourn.command.DeskRoom.ZOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.BuildResult;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Move;
import dev.sojourn.job.Remedy;
import dev.sojourn.job.Step;
import dev.sojourn.job.TestResult;
import dev.sojourn.plan.BuildOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for about a job that has failed, or whose host is gone. */
class BuildDeskAfterwardsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String NEW_HOST = "i-0fedcba9876543210";

    @TempDir
    Path folder;

    private DeskRoom room;

    @BeforeEach
    void open() {
        room = new DeskRoom(folder, "c7i.4xlarge");
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static BuildResult tests(int failed) {
        return new BuildResult(
                failed == 0 ? 0 : 1,
                "test",
                Duration.ofMinutes(3),
                12,
                failed == 0 ? BuildResult.Cause.NONE : BuildResult.Cause.TESTS,
                "",
                Optional.of(new TestResult(40, failed, List.of("LLVM :: a.ll"))),
                Optional.empty(),
                false,
                0,
                "/log",
                "/build");
    }

    private long tested(List<String> targets, int failed) {
        BuildOptions options = new BuildOptions(
                "main",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                targets,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        long number = ((Reply.Accepted) room.say(ANN, options)).job().number();
        room.change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.START, NOW);
                    draft.commit = Optional.of(new Commit(SHA, "A change"));
                    draft.slot = Optional.of(new ChosenSlot(2, false, Optional.of(3)));
                    draft.build = Optional.of(tests(failed));
                    draft.move(Move.TURN_HOME, NOW);
                    draft.move(failed == 0 ? Move.SUCCEED : Move.FAIL, NOW);
                }));
        return number;
    }

    private long refused(Caller caller) {
        long number = room.outbound(caller);
        BuildOptions clearing = room.job(number).request().options().clearing(2);
        room.change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.REFUSE, NOW);
                    draft.homeward = Optional.of(new Homeward(
                            Homeward.Reason.STEP_FAILED,
                            Optional.empty(),
                            "Too little room.",
                            Optional.of(new Remedy("Clear slot 2 and build", "It is deleted.", clearing))));
                }));
        return number;
    }

    private long hostless() {
        long number = room.homebound(ANN, Homeward.Reason.BUILD_ENDED);
        room.change(
                number,
                job -> job.with(draft -> {
                    draft.move(Move.CALL_FOR_HELP, NOW);
                    draft.enter(Step.ATTACH_TO_HOST, NOW);
                    draft.problem = Optional.of("The host is terminated.");
                    draft.hostLost = true;
                }));
        return number;
    }

    @Test
    void a_retry_of_failed_tests_runs_them_on_the_same_commit_in_the_same_slot_and_nothing_else() {
        long number = tested(List.of("clang", "check-llvm", "check"), 3);
        Reply.Accepted again = (Reply.Accepted) room.desk().retryTests(ANN, number);
        BuildOptions options = again.job().request().options();
        assertThat(options.ref()).isEqualTo(SHA);
        assertThat(options.failedTestsOf()).contains(number);
        assertThat(again.job().request().plan().slot()).contains(2);
        assertThat(again.job().request().plan().targets()).containsExactly("check-llvm", "check");
    }

    @Test
    void where_no_tests_failed_there_is_nothing_to_retry() {
        assertThat(room.desk().retryTests(ANN, tested(List.of("check-llvm"), 0)))
                .isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().retryTests(ANN, tested(List.of("clang"), 3))).isInstanceOf(Reply.Refused.class);
        assertThat(room.desk().retryTests(ANN, 99)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void a_remedy_is_asked_for_by_one_press_of_the_volumes_owner() {
        Reply.Accepted yes = (Reply.Accepted) room.desk().remedy(ANN, refused(ANN));
        assertThat(yes.job().request().options().clearSlot()).contains(2);
    }

    @Test
    void what_deletes_somebody_elses_builds_is_not_for_everybody_who_may_ask_for_one() {
        assertThat(room.desk().remedy(ZOE, refused(ZOE)))
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.advice()).contains("<@U0ANN>"));
    }

    @Test
    void clearing_a_slot_by_typing_it_is_the_owners_as_well() {
        BuildOptions clearing = BuildOptions.of("main").clearing(2);
        assertThat(room.say(ANN, clearing)).isInstanceOf(Reply.Accepted.class);
        BuildOptions annsByZoe = new BuildOptions(
                "main",
                Optional.of("ann"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(2),
                Optional.empty(),
                false,
                false);
        assertThat(room.say(ZOE, annsByZoe)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void the_same_build_again_does_not_clear_again() {
        long number = ((Reply.Accepted) room.say(ANN, BuildOptions.of("main").clearing(2)))
                .job()
                .number();
        room.change(number, job -> job.with(draft -> draft.move(Move.REFUSE, NOW)));
        Reply.Accepted again = (Reply.Accepted) room.desk().again(ANN, number);
        assertThat(again.job().request().options())
                .isEqualTo(BuildOptions.of("main").on("ann"));
    }

    @Test
    void a_volume_whose_host_is_terminated_goes_home_to_the_one_that_its_owner_names() {
        long number = hostless();
        room.desk().chooseHost(ANN, number, NEW_HOST);
        assertThat(room.job(number).host()).isEqualTo(NEW_HOST);
        assertThat(room.job(number).state()).isEqualTo(JobState.HOMEBOUND);
        assertThat(room.job(number).step()).isEqualTo(Step.ATTACH_TO_HOST);
        assertThat(room.job(number).hostLost()).isFalse();
        assertThat(room.facts(number)).contains(new Fact.HostChosen("U0ANN", NEW_HOST));
        assertThat(room.woken).endsWith(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i-1", "i-0FEDCBA9876543210", "i-0fedcba9876543210; reboot", "host"})
    void what_is_no_instances_id_changes_nothing(String host) {
        long number = hostless();
        assertThat(room.desk().chooseHost(ANN, number, host)).isInstanceOf(Reply.Refused.class);
        assertThat(room.job(number).hostLost()).isTrue();
    }

    @Test
    void nobody_else_moves_a_volume_and_nobody_moves_one_whose_host_is_there() {
        long number = hostless();
        assertThat(room.desk().chooseHost(BEN, number, NEW_HOST)).isInstanceOf(Reply.Refused.class);
        room.change(number, job -> job.with(draft -> draft.hostLost = false));
        assertThat(room.desk().chooseHost(EVE, number, NEW_HOST)).isInstanceOf(Reply.Standing.class);
        assertThat(room.job(number).host()).isNotEqualTo(NEW_HOST);
    }
}
