/** What people ask is written down before it is acknowledged, and done after. */
@NullMarked
package dev.sojourn.slack.intake;

import org.jspecify.annotations.NullMarked;
