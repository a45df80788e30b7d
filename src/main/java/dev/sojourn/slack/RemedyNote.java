package dev.sojourn.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.util.List;

/** A refusal for the asker alone, with a button for what would help, where there is something. */
final class RemedyNote {

    private static final int MOST = 2900;

    private RemedyNote() {}

    static Content of(Fact.Refused refused, Job job) {
        String text = Mrkdwn.fit(ThreadLine.refusal(refused), MOST);
        return Button.remedy(job)
                .map(button -> new Content(
                        text,
                        List.of(
                                section(block -> block.blockId("refusal").text(markdownText(text))),
                                actions(block -> block.blockId("actions").elements(List.of(button))))))
                .orElseGet(() -> Content.of(text));
    }
}
