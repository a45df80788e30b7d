/** Configuration, wiring, health: the only place that sees everything. */
@NullMarked
package dev.sojourn;

import org.jspecify.annotations.NullMarked;
