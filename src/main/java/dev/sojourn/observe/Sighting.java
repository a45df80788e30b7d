package dev.sojourn.observe;

import dev.sojourn.job.VolumePlaces.Place;
import java.time.Instant;

/**
 * Where EC2 said that a volume is, and when it said so. Nothing here comes from our own database.
 *
 * @param at when EC2 was asked
 * @param place never {@link Place.Untold}: what was not told is no sighting
 */
public record Sighting(Instant at, Place place) {}
