package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One rule per type of block. */
final class BlockTypes {
    private static final Map<String, Rule> ALL = all();

    private BlockTypes() {}

    static Rule on(Surface surface) {
        return new ByType(ALL, surface.types());
    }

    private static Map<String, Rule> all() {
        Map<String, Rule> all = new HashMap<>();
        all.put("header", Shape.block().required("text", Compositions.plain(150)));
        all.put("divider", Shape.block());
        all.put("markdown", Shape.block().required("text", Values.text(1, 12_000)));
        all.put("rich_text", RichText.block());
        all.put("section", section());
        all.put("actions", Shape.block().required("elements", Values.list(1, 25, Elements.inActions())));
        all.put("context", Shape.block().required("elements", Values.list(1, 10, contextElement())));
        all.put("context_actions", contextActions());
        all.put(
                "image",
                Shape.block()
                        .required("image_url", Values.address())
                        .required("alt_text", Values.text(1, 2000))
                        .optional("title", Compositions.plain(2000)));
        all.put(
                "input",
                Shape.block()
                        .required("label", Compositions.plain(2000))
                        .required("element", Elements.inInput())
                        .optional("hint", Compositions.plain(2000))
                        .optional("optional", Values.truth())
                        .optional("dispatch_action", Values.truth()));
        all.put(
                "alert",
                Shape.block()
                        .required("text", Compositions.text(3000))
                        .optional("level", Values.oneOf("default", "info", "warning", "error", "success")));
        all.put("table", table());
        all.put("task_card", taskCard());
        all.put("plan", plan());
        return Map.copyOf(all);
    }

    private static Rule section() {
        return Shape.block()
                .optional("text", Compositions.text(3000))
                .optional("fields", Values.list(1, 10, Compositions.text(2000)))
                .optional("accessory", Elements.inSection())
                .optional("expand", Values.truth())
                .oneOf("text", "fields");
    }

    private static Rule contextElement() {
        return new ByType(
                Map.of(
                        "image", Elements.image(),
                        "plain_text", Compositions.plainShape(2000),
                        "mrkdwn", Compositions.markedShape(2000)),
                Set.of("image", "plain_text", "mrkdwn"));
    }

    private static Rule contextActions() {
        Rule feedback = Shape.untyped()
                .required("text", Compositions.plain(75))
                .required("value", Values.text(1, 2000))
                .optional("accessibility_label", Values.text(1, 75));
        Map<String, Rule> elements = Map.of(
                "feedback_buttons",
                Shape.element().required("positive_button", feedback).required("negative_button", feedback),
                "icon_button",
                Shape.element()
                        .required("icon", Values.oneOf("trash"))
                        .required("text", Compositions.plain(75))
                        .optional("value", Values.text(0, 2000))
                        .optional("confirm", Compositions.confirm())
                        .optional("accessibility_label", Values.text(1, 75))
                        .optional("visible_to_user_ids", Values.list(1, 100, Values.text(1, 255))));
        return Shape.block().required("elements", Values.list(1, 5, new ByType(elements, elements.keySet())));
    }

    private static Rule table() {
        return Shape.block()
                .required("rows", Values.list(1, 100, Values.list(1, 20, RichText.cell())))
                .optional(
                        "column_settings",
                        Values.list(
                                1,
                                20,
                                Shape.untyped()
                                        .optional("align", Values.oneOf("left", "center", "right"))
                                        .optional("is_wrapped", Values.truth())));
    }

    private static Rule taskCard() {
        Rule source = new ByType(
                Map.of("url", Shape.typed().required("url", Values.address()).required("text", Values.text(1, 255))),
                Set.of("url"));
        return Shape.block()
                .required("task_id", Values.text(1, 255))
                .required("title", Values.text(1, 255))
                .optional("status", Values.oneOf("pending", "in_progress", "complete", "error"))
                .optional("details", RichText.single())
                .optional("output", RichText.single())
                .optional("sources", Values.list(1, 50, source));
    }

    private static Rule plan() {
        Rule task = new ByType(Map.of("task_card", taskCard()), Set.of("task_card"));
        return Shape.block()
                .required("title", Values.text(1, 255))
                .optional("plan_id", Values.text(1, 255))
                .optional("tasks", Values.list(1, 50, task))
                .also(BlockTypes::uniqueTasks);
    }

    private static void uniqueTasks(JsonNode plan, String pointer, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (JsonNode task : plan.path("tasks")) {
            if (!seen.add(task.path("task_id").asText())) {
                findings.constraint(
                        pointer + "/tasks",
                        "task_id must be unique: " + task.path("task_id").asText());
            }
        }
    }
}
