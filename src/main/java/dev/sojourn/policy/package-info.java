/** Who may run what, and what needs a second person. Pure. */
@NullMarked
package dev.sojourn.policy;

import org.jspecify.annotations.NullMarked;
