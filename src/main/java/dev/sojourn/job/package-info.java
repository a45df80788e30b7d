/** The job: its steps, its states, the table of legal moves, its events, and the port it is kept behind. */
@NullMarked
package dev.sojourn.job;

import org.jspecify.annotations.NullMarked;
