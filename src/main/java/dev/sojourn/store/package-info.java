/** The only SQL: jobs, events, cursors, histories, and the durable timers. */
@NullMarked
package dev.sojourn.store;

import org.jspecify.annotations.NullMarked;
