/** The local AWS, met through the real AWS SDK. */
@NullMarked
package dev.sojourn.playground.cloud;

import org.jspecify.annotations.NullMarked;
