/** The real processes over the real wire: every call and every commit of a recorded job goes wrong once, in every way. */
package dev.sojourn.faults;
