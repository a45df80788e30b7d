package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a whole array of blocks and of a whole view. */
public final class BlockRules {
    private static final int MARKDOWN_CHARACTERS = 12_000;

    private BlockRules() {}

    /** What Slack would refuse in these blocks; {@code pointer} is where they are, such as {@code /blocks}. */
    public static List<Violation> ofBlocks(JsonNode blocks, Surface surface, String pointer) {
        Findings findings = new Findings();
        check(blocks, surface, pointer, findings);
        return findings.violations();
    }

    /** What Slack would refuse in this modal or Home tab. */
    public static List<Violation> ofView(JsonNode view, String pointer) {
        Findings findings = new Findings();
        ViewTypes.rule().check(view, pointer, findings);
        return findings.violations();
    }

    static void check(JsonNode blocks, Surface surface, String pointer, Findings findings) {
        Values.list(0, surface.most(), BlockTypes.on(surface)).check(blocks, pointer, findings);
        unique(blocks, pointer, findings);
        focus(blocks, pointer, findings);
        together(blocks, pointer, findings);
    }

    /** A block_id is unique in the whole, an action_id in its block. */
    private static void unique(JsonNode blocks, String pointer, Findings findings) {
        Set<String> ids = new HashSet<>();
        int index = 0;
        for (JsonNode block : blocks) {
            String id = block.path("block_id").asText();
            if (!id.isEmpty() && !ids.add(id)) {
                findings.constraint(pointer + "/" + index + "/block_id", "`block_id` " + id + " already exists");
            }
            Set<String> actions = new HashSet<>();
            for (Interactive interactive : Interactive.in(block)) {
                String action = interactive.actionId();
                if (!action.isEmpty() && !actions.add(action)) {
                    findings.constraint(
                            pointer + "/" + index, "`action_id` " + action + " already exists for `block_id` " + id);
                }
            }
            index++;
        }
    }

    /** Only one element of the whole may ask for the cursor. */
    private static void focus(JsonNode blocks, String pointer, Findings findings) {
        int focused = 0;
        for (JsonNode block : blocks) {
            for (Interactive interactive : Interactive.in(block)) {
                focused += interactive.element().path("focus_on_load").asBoolean() ? 1 : 0;
            }
        }
        if (focused > 1) {
            findings.constraint(pointer, "`focus_on_load` can only be set to true for one element");
        }
    }

    /** What is limited over all blocks together. */
    private static void together(JsonNode blocks, String pointer, Findings findings) {
        int markdown = 0;
        int tables = 0;
        boolean plan = false;
        boolean card = false;
        for (JsonNode block : blocks) {
            String type = block.path("type").asText();
            markdown += type.equals("markdown") ? block.path("text").asText().length() : 0;
            tables += type.equals("table") ? 1 : 0;
            plan |= type.equals("plan");
            card |= type.equals("task_card");
        }
        if (markdown > MARKDOWN_CHARACTERS) {
            findings.constraint(pointer, "no more than 12000 characters in all markdown blocks together");
        }
        if (tables > 1) {
            findings.constraint(pointer, "only_one_table_allowed");
        }
        if (plan && card) {
            findings.constraint(pointer, "plan and task_card blocks must not be mixed");
        }
    }
}
