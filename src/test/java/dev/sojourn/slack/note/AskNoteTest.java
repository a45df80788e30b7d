package dev.sojourn.slack.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.Holder;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobState;
import dev.sojourn.job.Step;
import dev.sojourn.slack.BlockLimits;
import dev.sojourn.slack.Occupants;
import dev.sojourn.slack.Sample;
import dev.sojourn.slack.words.HolderGroup;
import dev.sojourn.slack.workspace.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskNoteTest {

    private static final Job JOB = Sample.in(JobState.OUTBOUND, Step.PREFLIGHT);

    @Test
    void stoppingIsConfirmedWithTheNamesOfTheProcessesAndTheSignal() {
        String json = BlockLimits.json(
                AskNote.of(ask(Occupants.VIM, Occupants.SHELL), JOB).blocks());

        assertThat(json)
                .contains("Stop 2 processes?", "SIGTERM is sent to vim (pid 812), bash (pid 9). What is not saved")
                .contains("Cancel job #42?")
                .containsOnlyOnce("Wait\"},");
    }

    @Test
    void namesOfProcessesAndUsersAreOnlyText() {
        Holder[] hostile = IntStream.rangeClosed(1, 8)
                .mapToObj(pid -> Occupants.hostile(pid, 999))
                .toArray(Holder[]::new);
        Content note = AskNote.of(ask(hostile), JOB);
        Content told = AskNote.unasked(ask(hostile), JOB, "<!channel>");

        BlockLimits.assertKept(note);
        BlockLimits.assertKept(told);
        assertThat(note.text() + told.text()).doesNotContain("<!here", "<!channel", "<https", "<@U0EVE", "\u202e");
        assertThat(BlockLimits.json(note.blocks())).as("a dialog is plain text").doesNotContain("\u202e");
        assertThat(note.text().replaceAll("`[^`]*`", ""))
                .as("nothing of it outside of code")
                .doesNotContain("evil", "here");
    }

    @Test
    void aFoldersNameIsNoCommandForWhoeverTypesTheAdvice() {
        Holder mount = new Holder(0, 0, 0, "root", "/mnt/llvm/a; rm -rf 'x'", "mount", "");

        assertThat(AskNote.of(ask(mount), JOB).text()).contains("`sudo umount '/mnt/llvm/a; rm -rf '\\''x'\\'''`");
    }

    @Test
    void whatHoldsBesidesProcessesIsSaidWithWhatEndsIt() {
        assertThat(HolderGroup.mounts(List.of(
                        new Holder(0, 0, 0, "root", "/mnt/llvm/swap", "swap", ""),
                        new Holder(0, 0, 0, "root", "/dev/loop3", "loop", ""))))
                .isEqualTo("`/mnt/llvm/swap` is swap space (`sudo swapoff /mnt/llvm/swap`),"
                        + " `/dev/loop3` is a loop device (`sudo losetup -d /dev/loop3`)");
    }

    @Test
    void whatIsSettledHasNoButtons() {
        Content note = AskNote.of(ask(Occupants.VIM).settled("It is free.", 7), JOB);

        assertThat(note.text()).isEqualTo("It is free.");
        assertThat(BlockLimits.json(note.blocks())).doesNotContain("button");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "42",
                "42:",
                ":1000",
                "42:1000 ",
                "42:1000:1",
                "42:99999999999",
                "42:4294967295",
                "-1:5",
                "42:0x1"
            })
    void aValueThatIsNotExactlyAJobAndAUserIsNone(String value) {
        assertThat(AskButton.Target.parse(value)).isEmpty();
    }

    @Test
    void aValueNamesJobAndUser() {
        AskButton.Target target = new AskButton.Target(42, 1000);

        assertThat(target).hasToString("42:1000");
        assertThat(AskButton.Target.parse(target.toString())).isEqualTo(Optional.of(target));
        assertThat(AskButton.Target.parse("42:0")).contains(new AskButton.Target(42, 0));
    }

    private static Ask ask(Holder... holders) {
        return Ask.opened(5, HolderGroup.of(List.of(holders)).get(0), Sample.START);
    }
}
