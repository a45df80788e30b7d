/** Both released jars as processes of their own, over the real protocols, driven by the playground's control API. */
@NullMarked
package dev.sojourn.endtoend;

import org.jspecify.annotations.NullMarked;
