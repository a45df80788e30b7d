package dev.sojourn.slack.form;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.checkboxes;
import static com.slack.api.model.block.element.BlockElements.conversationsSelect;
import static com.slack.api.model.block.element.BlockElements.multiUsersSelect;
import static com.slack.api.model.block.element.BlockElements.numberInput;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.staticSelect;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.Views;
import dev.sojourn.command.Choices;
import dev.sojourn.command.Field;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.slack.words.Mrkdwn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The form for a build. What was filled in stays when it is drawn anew, because Slack keeps it by block and action; where the
 * choices are others, the block has another name, so that nothing that is not offered any more stays chosen.
 *
 * @see <a href="https://docs.slack.dev/surfaces/modals">Modals</a>
 */
public final class BuildForm {

    public static final String CALLBACK = "sojourn-build";

    /** Value of the choice that leaves it to the profile or the host. */
    static final String ANY = "any";

    private static final int OPTIONS = 100;
    private static final int OPTION = 75;
    private static final int MOST_TOLD = 10;
    private static final int LONGEST_REF = 200;

    private BuildForm() {}

    /**
     * The form.
     *
     * @param channel where the card will be; empty: asked for in the form
     * @param channels where one may ask, the first being proposed
     */
    public static View view(Choices choices, String channel, List<String> channels) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(
                channel.isEmpty() ? channelInput(channels) : small("The card will be in " + Mrkdwn.channel(channel)));
        blocks.add(volume(choices));
        blocks.add(profile(choices));
        blocks.add(ref());
        blocks.add(targets(choices.profile()));
        blocks.add(market(choices));
        blocks.add(type(choices));
        blocks.add(small(FormPrices.words(choices)));
        blocks.add(cap(choices.profile()));
        blocks.add(slot(choices));
        blocks.add(clean());
        blocks.add(told());
        blocks.add(aloud());
        return Views.view(view -> view.type("modal")
                .callbackId(CALLBACK)
                .privateMetadata(channel)
                .title(Views.viewTitle(words -> words.type("plain_text").text("New build")))
                .submit(Views.viewSubmit(words -> words.type("plain_text").text("Build")))
                .close(Views.viewClose(words -> words.type("plain_text").text("Not now")))
                .blocks(List.copyOf(blocks)));
    }

    /** The name of a field's block and of its element. */
    public static String name(Field field) {
        return "form-" + field.name().toLowerCase(Locale.ROOT);
    }

    /** The name of the block of a field whose choices depend on what was chosen elsewhere. */
    private static String name(Field field, String of) {
        return name(field) + ":" + of;
    }

    private static LayoutBlock channelInput(List<String> channels) {
        return input(block -> block.blockId(name(Field.CHANNEL))
                .label(plainText("Channel"))
                .hint(plainText("Where the card of the build will be."))
                .element(conversationsSelect(select -> {
                    select.actionId(name(Field.CHANNEL)).placeholder(plainText("Choose a channel"));
                    channels.stream().findFirst().ifPresent(select::initialConversation);
                    return select;
                })));
    }

    private static LayoutBlock volume(Choices choices) {
        List<OptionObject> options = choices.volumes().stream()
                .limit(OPTIONS)
                .map(one -> option(one.name(), one.name()))
                .toList();
        return select(
                name(Field.VOLUME),
                Field.VOLUME,
                "Volume",
                "The tree that travels.",
                options,
                choices.volume().name(),
                true);
    }

    private static LayoutBlock profile(Choices choices) {
        List<OptionObject> options = choices.profiles().stream()
                .limit(OPTIONS)
                .map(one -> option(one.name(), one.name()))
                .toList();
        return select(
                name(Field.PROFILE, choices.volume().id()),
                Field.PROFILE,
                "Profile",
                "How it is built.",
                options,
                choices.profile().name(),
                true);
    }

    private static LayoutBlock ref() {
        return input(block -> block.blockId(name(Field.REF))
                .label(plainText("What to build"))
                .hint(plainText("A branch, a tag or a commit; or . for your working tree as it is."))
                .element(plainTextInput(text -> text.actionId(name(Field.REF))
                        .placeholder(plainText("main"))
                        .maxLength(LONGEST_REF)
                        .focusOnLoad(true)
                        .multiline(false))));
    }

    private static LayoutBlock targets(Profile profile) {
        String usual = profile.targets().isEmpty() ? "everything" : String.join(" ", profile.targets());
        return input(block -> block.blockId(name(Field.TARGETS))
                .label(plainText("Targets"))
                .optional(true)
                .hint(plainText("Several with spaces between; those that begin with check run tests."))
                .element(plainTextInput(text -> text.actionId(name(Field.TARGETS))
                        .placeholder(plainText(Mrkdwn.cut(Mrkdwn.plain(usual), 150)))
                        .maxLength(1000)
                        .multiline(false))));
    }

    private static LayoutBlock market(Choices choices) {
        List<OptionObject> options = List.of(
                option("On demand", Market.ON_DEMAND.word()),
                option("Spot: cheaper, and may be interrupted", Market.SPOT.word()));
        return select(
                name(Field.MARKET, choices.profile().name()),
                Field.MARKET,
                "How it is bought",
                "Where there is no spot capacity, it is bought on demand.",
                options,
                choices.market().word(),
                true);
    }

    private static LayoutBlock type(Choices choices) {
        List<OptionObject> options = new ArrayList<>();
        options.add(option("The first of these that is to be had", ANY));
        choices.types().stream()
                .limit(OPTIONS - 1)
                .map(one -> option(
                        FormPrices.label(one, choices.prices()),
                        FormPrices.description(one),
                        one.rung().type().name()))
                .forEach(options::add);
        return select(
                name(
                        Field.TYPE,
                        choices.profile().name() + "/" + choices.market().word()),
                Field.TYPE,
                "Builder",
                "The estimate is for the whole stay, the way out and home included.",
                options,
                ANY,
                false);
    }

    private static LayoutBlock cap(Profile profile) {
        String usual = profile.cap()
                .map(cap -> "Empty: " + cap + ", as the profile has it.")
                .orElse("Empty: twice the upper end of the estimate.");
        return input(block -> block.blockId(name(Field.CAP))
                .label(plainText("Most that it may cost, in US dollars"))
                .optional(true)
                .hint(plainText(usual + " The builder ends itself there."))
                .element(numberInput(number -> number.actionId(name(Field.CAP))
                        .decimalAllowed(true)
                        .minValue("0.01")
                        .placeholder(plainText("5.00")))));
    }

    private static LayoutBlock slot(Choices choices) {
        List<OptionObject> options = new ArrayList<>();
        options.add(option("The one that differs least", ANY));
        IntStream.rangeClosed(1, Math.min(choices.slots(), OPTIONS - 1))
                .mapToObj(number -> option("Slot " + number, Integer.toString(number)))
                .forEach(options::add);
        return select(
                name(Field.SLOT, choices.volume().id()),
                Field.SLOT,
                "Build folder",
                "A folder that was built from nearly the same needs little.",
                options,
                ANY,
                false);
    }

    private static LayoutBlock clean() {
        return input(block -> block.blockId(name(Field.CLEAN))
                .label(plainText("From scratch"))
                .optional(true)
                .element(checkboxes(boxes -> boxes.actionId(name(Field.CLEAN))
                        .options(List.of(option("Empty the build folder first", "clean"))))));
    }

    private static LayoutBlock told() {
        return input(block -> block.blockId(name(Field.TOLD))
                .label(plainText("Tell others how it ends"))
                .optional(true)
                .hint(plainText("By direct message. You are told anyway, in the thread."))
                .element(multiUsersSelect(
                        people -> people.actionId(name(Field.TOLD)).maxSelectedItems(MOST_TOLD))));
    }

    private static LayoutBlock aloud() {
        return input(block -> block.blockId(name(Field.ALOUD))
                .label(plainText("Tell the channel"))
                .optional(true)
                .element(checkboxes(boxes -> boxes.actionId(name(Field.ALOUD))
                        .options(List.of(option("Show the end in the channel, too", "aloud"))))));
    }

    private static LayoutBlock select(
            String blockId,
            Field field,
            String label,
            String hint,
            List<OptionObject> options,
            String chosen,
            boolean tells) {
        Optional<OptionObject> initial = options.stream()
                .filter(option -> option.getValue().equals(chosen))
                .findFirst();
        BlockElement element = staticSelect(select -> {
            select.actionId(name(field)).options(options);
            initial.ifPresent(select::initialOption);
            return select;
        });
        return input(block -> block.blockId(blockId)
                .label(plainText(label))
                .hint(plainText(hint))
                .dispatchAction(tells)
                .element(element));
    }

    private static OptionObject option(String text, String value) {
        return option(text, "", value);
    }

    private static OptionObject option(String text, String description, String value) {
        return OptionObject.builder()
                .text(plainText(Mrkdwn.cut(Mrkdwn.plain(text), OPTION)))
                .description(description.isEmpty() ? null : plainText(Mrkdwn.cut(description, OPTION)))
                .value(value)
                .build();
    }

    private static LayoutBlock small(String words) {
        return context(block -> block.elements(List.of(markdownText(Mrkdwn.fit(words, 2000)))));
    }
}
