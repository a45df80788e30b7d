/** Looks whether an installation can do what it is for, and names the command that mends what it cannot. Changes nothing. */
@NullMarked
package dev.sojourn.doctor;

import org.jspecify.annotations.NullMarked;
