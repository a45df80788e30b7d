package dev.sojourn.observe;

import java.time.Instant;
import java.util.Optional;

/**
 * Where EC2 said that a volume is, and when it said so. Nothing here comes from our own database.
 *
 * @param at when EC2 was asked
 * @param state of the volume: {@code available}, {@code in-use}, …, letter for letter; empty: EC2 knows no such volume
 * @param attachment what it is attached to; empty: nothing
 */
public record Sighting(Instant at, String state, Optional<Attachment> attachment) {

    /** EC2's own words. */
    public record Attachment(String instance, String device, String state) {}

    public boolean isKnown() {
        return !state.isEmpty();
    }
}
