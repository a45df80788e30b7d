package dev.sojourn.slack.form;

import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.sojourn.command.Field;
import dev.sojourn.command.Filled;
import dev.sojourn.command.Picked;
import dev.sojourn.command.Told;
import dev.sojourn.plan.Market;
import dev.sojourn.slack.words.Mrkdwn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What somebody has entered in the form for a build, by the names of its fields. Nothing of it is believed. */
record FormEntries(Map<String, String> blocks, Map<String, ViewState.Value> values, String channelKept) {

    static FormEntries of(View view) {
        Map<String, String> blocks = new HashMap<>();
        Map<String, ViewState.Value> values = new HashMap<>();
        if (view.getState() != null && view.getState().getValues() != null) {
            view.getState()
                    .getValues()
                    .forEach((block, elements) -> elements.forEach((action, value) -> {
                        blocks.put(action, block);
                        values.put(action, value);
                    }));
        }
        return new FormEntries(blocks, values, Objects.requireNonNullElse(view.getPrivateMetadata(), ""));
    }

    /** The channel that the form was opened in, or the one that was chosen in it. */
    String channel() {
        return channelKept.isEmpty()
                ? value(Field.CHANNEL)
                        .map(ViewState.Value::getSelectedConversation)
                        .orElse("")
                : channelKept;
    }

    Picked picked() {
        return new Picked(chosen(Field.VOLUME), chosen(Field.PROFILE), market());
    }

    Filled filled() {
        return new Filled(
                chosen(Field.VOLUME),
                chosen(Field.PROFILE),
                text(Field.REF),
                text(Field.TARGETS),
                chosen(Field.TYPE).filter(type -> !type.equals(BuildForm.ANY)),
                market(),
                text(Field.CAP),
                chosen(Field.SLOT).filter(slot -> !slot.equals(BuildForm.ANY)),
                isTicked(Field.CLEAN),
                new Told(
                        value(Field.TOLD).map(ViewState.Value::getSelectedUsers).orElse(List.of()),
                        isTicked(Field.ALOUD)));
    }

    private boolean isTicked(Field field) {
        return value(field)
                .map(ViewState.Value::getSelectedOptions)
                .map(options -> !options.isEmpty())
                .orElse(false);
    }

    /** The name of the block that a complaint about a field is shown at; that of the ref where the form has no such field. */
    String block(Field field) {
        String ref = blocks.getOrDefault(BuildForm.name(Field.REF), BuildForm.name(Field.REF));
        return blocks.getOrDefault(BuildForm.name(field), ref);
    }

    private Optional<Market> market() {
        return chosen(Field.MARKET)
                .flatMap(word -> Arrays.stream(Market.values())
                        .filter(market -> market.word().equals(word))
                        .findFirst());
    }

    private Optional<ViewState.Value> value(Field field) {
        return Optional.ofNullable(values.get(BuildForm.name(field)));
    }

    private String text(Field field) {
        return value(field).map(ViewState.Value::getValue).orElse("");
    }

    private Optional<String> chosen(Field field) {
        return value(field).map(ViewState.Value::getSelectedOption).map(ViewState.SelectedOption::getValue);
    }

    /** All complaints by the names of their blocks, as plain text: Slack shows no marks in there. */
    Map<String, String> errors(Map<Field, String> complaints) {
        Map<String, String> errors = new HashMap<>();
        complaints.forEach((field, words) -> errors.merge(block(field), plain(words), (one, two) -> one + " " + two));
        return errors;
    }

    private static String plain(String words) {
        List<String> marks = List.of("`", "*");
        String plain = Mrkdwn.plain(words).replaceAll("<([@#])([A-Z0-9]+)>", "$1$2");
        for (String mark : marks) {
            plain = plain.replace(mark, "");
        }
        return Mrkdwn.cut(plain, 300);
    }
}
