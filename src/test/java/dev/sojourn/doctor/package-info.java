@NullMarked
package dev.sojourn.doctor;

import org.jspecify.annotations.NullMarked;
