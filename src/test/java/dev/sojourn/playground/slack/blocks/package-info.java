/** What Block Kit allows and refuses. */
@NullMarked
package dev.sojourn.playground.slack.blocks;

import org.jspecify.annotations.NullMarked;
