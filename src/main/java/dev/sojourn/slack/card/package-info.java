/** The one message of a job that is edited: its blocks and buttons, where it stands, and what hangs on it. */
@NullMarked
package dev.sojourn.slack.card;

import org.jspecify.annotations.NullMarked;
