/** Windows that people fill in: the form of a build and the small questions behind buttons. */
@NullMarked
package dev.sojourn.slack.form;

import org.jspecify.annotations.NullMarked;
