/** Answers that one person alone reads: to a command, a press, a question. */
@NullMarked
package dev.sojourn.slack.reply;

import org.jspecify.annotations.NullMarked;
