/** What is told of a job, once and in order: lines in its thread, news to watchers. */
@NullMarked
package dev.sojourn.slack.thread;

import org.jspecify.annotations.NullMarked;
