/** Readers of what happens that are not Slack: where volumes were seen, history, metrics. Decides nothing, changes nothing. */
@NullMarked
package dev.sojourn.observe;

import org.jspecify.annotations.NullMarked;
