package dev.sojourn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sojourn.endtoend.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checks after a job can fail: each untruth is found out. */
class FoundOutTest {

    private static final Condition.Bill BILL = new Condition.Bill(0.048, 0.06);

    private static final List<String> WELL = List.of(
            "This job builds `abc`",
            "Approval needed: 64 vCPUs",
            "Approved by <@CLEO>.",
            "Builder `i-1` (c7i.16xlarge) is running after 1 s.",
            "The volume has left `i-0` (0 s).",
            "The volume is mounted on the builder.",
            "The build has started; its log is here.",
            "The build passed after 0 s.",
            "The volume is home on `i-0`.",
            "Builder `i-1` is gone: it lived 10 s and cost $0.05.",
            "<@ANN> Job #2, `main`, is done after 15 s. Cost: $0.05 (list price).");

    @Test
    void aThreadThatTellsEverythingOnceIsRight() {
        assertThat(Ending.problems(job(WELL), BILL)).isEmpty();
        assertThat(Ending.doubled(job(WELL), 1)).isEmpty();
    }

    @Test
    void aLineThatIsMissingIsFoundOut() {
        List<String> lines = new ArrayList<>(WELL);
        lines.remove(4);
        assertThat(Ending.problems(job(lines), BILL)).containsExactly("never said: The volume has left");
    }

    @Test
    void aLineThatIsSaidAgainInOtherFiguresIsFoundOut() {
        List<String> lines = new ArrayList<>(WELL);
        lines.add(4, "Builder `i-1` (c7i.16xlarge) is running after 2 s.");
        assertThat(Ending.doubled(job(lines), 1)).containsExactly("said again: ) is running after");
    }

    @Test
    void aSecondLastWordIsFoundOut() {
        List<String> lines = new ArrayList<>(WELL);
        lines.add(WELL.get(WELL.size() - 1).replace("15 s", "16 s"));
        assertThat(Ending.doubled(job(lines), 1)).containsExactly("ended 2 times");
    }

    @Test
    void aCostThatTheBuilderHasNotHadIsFoundOut() {
        assertThat(Ending.problems(job(WELL), new Condition.Bill(0.096, 0.11)))
                .singleElement()
                .asString()
                .contains("the cost is said to be 0.05");
    }

    @Test
    void aScriptThatAnswersDifferentlyTheSecondTimeHasRunTwice() {
        String first = "{\"op\":\"j2-x-3-unmount\",\"ok\":true,\"clock\":100}\n";
        assertThat(Scripts.ranTwice(List.of(first, first))).isEmpty();
        assertThat(Scripts.ranTwice(List.of(first, first.replace("100", "102"))))
                .hasSize(1);
    }

    private static Reading job(List<String> lines) {
        List<Message> messages = new ArrayList<>();
        messages.add(message("1", "", "Build #2 of `main`: done, in 10 s"));
        for (int n = 0; n < lines.size(); n++) {
            messages.add(message("1." + n, "1", lines.get(n)));
        }
        return new Reading(messages);
    }

    private static Message message(String ts, String thread, String text) {
        return new Message(ts, thread, text, "", NullNode.getInstance(), JsonNodeFactory.instance.arrayNode());
    }
}
