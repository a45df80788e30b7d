/** The workspace as it is reached: the socket that brings what people do, the Web API that posts, and how fast it may be asked. */
@NullMarked
package dev.sojourn.slack.workspace;

import org.jspecify.annotations.NullMarked;
