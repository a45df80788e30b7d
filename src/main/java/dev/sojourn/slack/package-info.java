/** The only code that imports Bolt: connector, listeners, renderers, poster. */
@NullMarked
package dev.sojourn.slack;

import org.jspecify.annotations.NullMarked;
