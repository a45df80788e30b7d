/** Direct messages that ask for something: a yes, a free mount, the end of a stray builder. */
@NullMarked
package dev.sojourn.slack.note;

import org.jspecify.annotations.NullMarked;
