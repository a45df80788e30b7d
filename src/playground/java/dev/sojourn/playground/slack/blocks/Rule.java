package dev.sojourn.playground.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;

/** What one place in the JSON must be. */
interface Rule {
    void check(JsonNode node, String pointer, Findings findings);
}
