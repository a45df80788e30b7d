/** The sample project that the playground brings. */
@NullMarked
package dev.sojourn.playground.sample;

import org.jspecify.annotations.NullMarked;
