/** The volume's way out and home: observe, decide, act. */
@NullMarked
package dev.sojourn.handoff;

import org.jspecify.annotations.NullMarked;
