/** Where commands, mentions, shortcuts and presses come in. */
@NullMarked
package dev.sojourn.slack.listen;

import org.jspecify.annotations.NullMarked;
