/** The local Slack, met through the real Bolt. */
@NullMarked
package dev.sojourn.playground.slack;

import org.jspecify.annotations.NullMarked;
