package dev.sojourn.doctor;

import java.util.List;

/** Looks at one part of an installation. Changes nothing, and says nothing is fine that it has not seen. */
@FunctionalInterface
public interface Check {

    /** One line for each thing that was looked at, or could not be. */
    List<Line> look();
}
