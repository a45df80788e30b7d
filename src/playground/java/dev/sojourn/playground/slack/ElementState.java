package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** What an element holds: as first shown, and after a person has chosen. */
final class ElementState {
    /** For elements whose state is one text: the field in the payload and the one in the element. */
    private static final Map<String, Place> SINGLE = Map.ofEntries(
            Map.entry("plain_text_input", new Place("value", "initial_value")),
            Map.entry("email_text_input", new Place("value", "initial_value")),
            Map.entry("url_text_input", new Place("value", "initial_value")),
            Map.entry("number_input", new Place("value", "initial_value")),
            Map.entry("datepicker", new Place("selected_date", "initial_date")),
            Map.entry("timepicker", new Place("selected_time", "initial_time")),
            Map.entry("datetimepicker", new Place("selected_date_time", "initial_date_time")),
            Map.entry("users_select", new Place("selected_user", "initial_user")),
            Map.entry("channels_select", new Place("selected_channel", "initial_channel")),
            Map.entry("conversations_select", new Place("selected_conversation", "initial_conversation")));

    /** For elements whose state is a list of ids. */
    private static final Map<String, Place> MANY = Map.of(
            "multi_users_select", new Place("selected_users", "initial_users"),
            "multi_channels_select", new Place("selected_channels", "initial_channels"),
            "multi_conversations_select", new Place("selected_conversations", "initial_conversations"));

    private static final Place OPTION = new Place("selected_option", "initial_option");
    private static final Place OPTIONS = new Place("selected_options", "initial_options");

    private final ObjectMapper json;

    ElementState(ObjectMapper json) {
        this.json = json;
    }

    /** Its state when first shown; empty for what has none, such as buttons. */
    Optional<ObjectNode> initial(JsonNode element) {
        String type = element.path("type").asText();
        return place(type).map(place -> {
            ObjectNode state = json.createObjectNode().put("type", type);
            JsonNode initial = element.path(place.initial);
            if (!initial.isMissingNode()) {
                state.set(place.field, initial);
            } else if (place == OPTIONS || MANY.containsKey(type)) {
                state.putArray(place.field);
            } else {
                state.putNull(place.field);
            }
            return state;
        });
    }

    /** Its state after the choice: a text, a number, an option's value, or a list; refuses what it does not offer. */
    ObjectNode chosen(JsonNode element, JsonNode choice) {
        String type = element.path("type").asText();
        Place place = type.equals("overflow")
                ? OPTION
                : place(type).orElseThrow(() -> new IllegalArgumentException("a " + type + " holds no value"));
        ObjectNode state = json.createObjectNode().put("type", type);
        if (choice.isNull() || choice.isTextual() && choice.textValue().isEmpty()) {
            return initial(removed(element, place)).orElse(state);
        }
        if (place == OPTION) {
            state.set(place.field, option(element, choice.asText()));
        } else if (place == OPTIONS) {
            ArrayNode options = state.putArray(place.field);
            choice.forEach(value -> options.add(option(element, value.asText())));
        } else if (MANY.containsKey(type)) {
            state.set(place.field, choice);
        } else if (type.equals("datetimepicker")) {
            state.put(place.field, choice.asLong());
        } else {
            state.put(place.field, Typed.checked(element, choice.asText()));
        }
        return state;
    }

    /** Whether nothing is chosen or typed. */
    boolean isEmpty(JsonNode state) {
        return place(state.path("type").asText())
                .map(place -> state.path(place.field))
                .map(value -> value.isNull() || value.isMissingNode() || value.isArray() && value.isEmpty())
                .orElse(false);
    }

    private static JsonNode removed(JsonNode element, Place place) {
        return ((ObjectNode) element.deepCopy()).without(place.initial);
    }

    private static JsonNode option(JsonNode element, String value) {
        for (JsonNode option : element.path("options")) {
            if (option.path("value").asText().equals(value)) {
                return option;
            }
        }
        for (JsonNode group : element.path("option_groups")) {
            for (JsonNode option : group.path("options")) {
                if (option.path("value").asText().equals(value)) {
                    return option;
                }
            }
        }
        throw new IllegalArgumentException(element.path("action_id").asText() + " offers no option of value " + value);
    }

    private static Optional<Place> place(String type) {
        if (SINGLE.containsKey(type)) {
            return Optional.of(SINGLE.get(type));
        }
        if (MANY.containsKey(type)) {
            return Optional.of(MANY.get(type));
        }
        return switch (type) {
            case "static_select", "radio_buttons" -> Optional.of(OPTION);
            case "multi_static_select", "checkboxes" -> Optional.of(OPTIONS);
            default -> Optional.empty();
        };
    }

    private record Place(String field, String initial) {}
}
