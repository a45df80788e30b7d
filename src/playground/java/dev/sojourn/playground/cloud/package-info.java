/** A local AWS: EC2 and SSM on their real wire protocols, over machines and volumes that really exist. */
@NullMarked
package dev.sojourn.playground.cloud;

import org.jspecify.annotations.NullMarked;
