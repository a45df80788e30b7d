/** The cloud as Sojourn needs it, in ports by noun. A refusal is an answer, not an exception. */
@NullMarked
package dev.sojourn.cloud;

import org.jspecify.annotations.NullMarked;
