/** How things are said: amounts, durations, names, holders of a mount, escaped for Slack. Decides nothing. */
@NullMarked
package dev.sojourn.slack.words;

import org.jspecify.annotations.NullMarked;
