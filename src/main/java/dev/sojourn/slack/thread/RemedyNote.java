package dev.sojourn.slack.thread;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.slack.card.Button;
import dev.sojourn.slack.words.Mrkdwn;
import dev.sojourn.slack.workspace.Content;
import java.util.List;

/** A refusal for the asker alone, with a button for what would help, where there is something. */
public final class RemedyNote {

    private static final int MOST = 2900;

    private RemedyNote() {}

    public static Content of(Fact.Refused refused, Job job) {
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
