/** Handoffs on real filesystems, with random kills. */
@NullMarked
package dev.sojourn.disks;

import org.jspecify.annotations.NullMarked;
