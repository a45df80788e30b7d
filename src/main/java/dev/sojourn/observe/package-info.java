/** Readers of events that are not Slack. */
@NullMarked
package dev.sojourn.observe;

import org.jspecify.annotations.NullMarked;
