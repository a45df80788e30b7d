package dev.sojourn.playground.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockRulesTest {
    private static final String BUTTON = "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'Go'}}";

    @Test
    void aCardWithAPlanIsAllowed() {
        assertThat(message("""
                        [{'type':'header','text':{'type':'plain_text','text':'llvm-build #1'}},
                         {'type':'plan','title':'Steps','tasks':[
                           {'type':'task_card','task_id':'t1','title':'Build','status':'in_progress',
                            'details':{'type':'rich_text','elements':[
                              {'type':'rich_text_section','elements':[{'type':'text','text':'37 %%'}]}]}}]},
                         {'type':'actions','elements':[%s]},{'type':'divider'}]""".formatted(BUTTON))).isEmpty();
    }

    @Test
    void everyLimitIsNamedWithThePlaceWhereItIsBroken() {
        assertThat(message("[{'type':'header','text':{'type':'plain_text','text':'" + "x".repeat(151) + "'}}]"))
                .containsExactly("[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]");
        assertThat(message("[" + "{'type':'divider'},".repeat(50) + "{'type':'divider'}]"))
                .containsExactly("[ERROR] no more than 50 items allowed [json-pointer:/blocks]");
        assertThat(message("[{'type':'section','text':{'type':'mrkdwn','text':'" + "x".repeat(3001) + "'}}]"))
                .containsExactly("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        assertThat(message("[{'type':'section'}]"))
                .containsExactly("[ERROR] missing required field: text or fields [json-pointer:/blocks/0]");
    }

    @Test
    void unknownTypesFieldsAndStatesAreRefused() {
        assertThat(message("[{'type':'sektion'}]"))
                .containsExactly("[ERROR] unsupported type: sektion [json-pointer:/blocks/0/type]");
        assertThat(message("[{'type':'divider','colour':'red'}]"))
                .containsExactly("[ERROR] unsupported field: colour [json-pointer:/blocks/0]");
        assertThat(
                        message(
                                "[{'type':'plan','title':'p','tasks':[{'type':'task_card','task_id':'1','title':'t','status':'completed'}]}]"))
                .containsExactly(
                        "[ERROR] must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/tasks/0/status]");
    }

    @Test
    void aButtonTakesPlainTextOnly() {
        assertThat(message("[{'type':'actions','elements':[" + BUTTON.replace("plain_text", "mrkdwn") + "]}]"))
                .containsExactly("[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]");
    }

    @Test
    void whatIsChosenAtFirstIsOneOfTheOptionsAndOneInputHasTheCursor() {
        String one = "{'text':{'type':'plain_text','text':'One'},'value':'1'}";
        String select =
                "{'type':'input','label':{'type':'plain_text','text':'Which'},'element':{'type':'static_select',"
                        + "'action_id':'s','focus_on_load':true,'options':[" + one + "],'initial_option':%s}}";
        assertThat(modal(select.formatted(one))).isEmpty();
        assertThat(modal(select.formatted(one.replace("One", "Other"))))
                .containsExactly(
                        "[ERROR] must be one of the provided options [json-pointer:/view/blocks/0/element/initial_option]");
        assertThat(modal(select.formatted(one) + "," + select.formatted(one)))
                .containsExactly("[ERROR] `focus_on_load` can only be set to true for one element"
                        + " [json-pointer:/view/blocks]");
    }

    private static List<String> modal(String blocks) {
        String view =
                "{'type':'modal','title':{'type':'plain_text','text':'t'},'submit':{'type':'plain_text','text':'s'},"
                        + "'blocks':[" + blocks + "]}";
        return BlockRules.ofView(json(view), "/view").stream()
                .map(Violation::line)
                .toList();
    }

    @Test
    void idsAreUnique() {
        assertThat(message("[{'type':'divider','block_id':'b'},{'type':'divider','block_id':'b'}]"))
                .hasSize(1);
        assertThat(message("[{'type':'actions','block_id':'b','elements':[" + BUTTON + "," + BUTTON + "]}]"))
                .hasSize(1);
    }

    @Test
    void aPlanAndATaskCardOutsideOfItAreNotMixed() {
        assertThat(
                        message(
                                "[{'type':'plan','title':'p'},{'type':'task_card','task_id':'1','title':'t','status':'pending'}]"))
                .containsExactly("[ERROR] plan and task_card blocks must not be mixed [json-pointer:/blocks]");
    }

    @Test
    void aModalWithInputsNeedsASubmitButtonAndAShortTitle() {
        String input = "{'type':'input','label':{'type':'plain_text','text':'Ref'},"
                + "'element':{'type':'plain_text_input','action_id':'ref'}}";
        String view = "{'type':'modal','title':{'type':'plain_text','text':'" + "x".repeat(25) + "'},'blocks':[" + input
                + "]}";
        assertThat(lines(BlockRules.ofView(json(view), "/view")))
                .containsExactly(
                        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
                        "[ERROR] missing required field: submit [json-pointer:/view]");
    }

    private static List<String> message(String blocks) {
        return lines(BlockRules.ofBlocks(json(blocks), Surface.MESSAGE, "/blocks"));
    }

    private static List<String> lines(List<Violation> violations) {
        return violations.stream().map(Violation::line).toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
