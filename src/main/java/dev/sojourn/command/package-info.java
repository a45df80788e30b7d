/** What people may say, and what is answered. Knows nothing of Slack. */
@NullMarked
package dev.sojourn.command;

import org.jspecify.annotations.NullMarked;
