/** What Block Kit allows, as rules over JSON; knows of nothing else. */
@NullMarked
package dev.sojourn.playground.slack.blocks;

import org.jspecify.annotations.NullMarked;
