/** The Home tab of the app. */
@NullMarked
package dev.sojourn.slack.home;

import org.jspecify.annotations.NullMarked;
