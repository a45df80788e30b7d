/** The playground as a whole. */
@NullMarked
package dev.sojourn.playground;

import org.jspecify.annotations.NullMarked;
