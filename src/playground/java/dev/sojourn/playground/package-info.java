/** A local Slack workspace and a local AWS, for newcomers and tests; knows nothing of the bot. */
@NullMarked
package dev.sojourn.playground;

import org.jspecify.annotations.NullMarked;
