/** The only code that imports the AWS SDK. */
@NullMarked
package dev.sojourn.cloud.aws;

import org.jspecify.annotations.NullMarked;
