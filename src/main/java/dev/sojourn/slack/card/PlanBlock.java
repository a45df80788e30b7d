package dev.sojourn.slack.card;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A list of tasks, each with a mark of its own. The SDK has no class for it, and reads one back as a block that it does not know.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks/plan-block">Plan block</a>
 */
record PlanBlock(String type, String blockId, String title, List<Task> tasks) implements LayoutBlock {

    static final String TYPE = "plan";

    PlanBlock(String blockId, String title, List<Task> tasks) {
        this(TYPE, blockId, title, List.copyOf(tasks));
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getBlockId() {
        return blockId;
    }

    /**
     * One task.
     *
     * @param status pending, in_progress, complete or error
     */
    record Task(String type, String taskId, String title, String status) {

        Task(String taskId, String title, String status) {
            this("task_card", taskId, title, status);
        }
    }
}
