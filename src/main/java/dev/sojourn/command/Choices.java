package dev.sojourn.command;

import dev.sojourn.plan.Estimate;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Optional;

/**
 * What somebody can choose from, and what each choice costs as far as is known.
 *
 * @param volumes all of them, the asker's own first
 * @param profiles those of the volume, its default first
 * @param types the profile's ladder
 * @param slots how many build folders the volume may have in all
 * @param prices how the prices came about
 */
public record Choices(
        List<WorkingVolume> volumes,
        WorkingVolume volume,
        List<Profile> profiles,
        Profile profile,
        Market market,
        List<Priced> types,
        int slots,
        Prices prices) {

    /**
     * One type with its price.
     *
     * @param rung in the market that was chosen, where EC2 told a price; before it did, from the price table
     * @param estimate empty: not known yet, or no price
     * @param needsApproval whether a second person would have to agree
     */
    public record Priced(Rung rung, Optional<Estimate> estimate, boolean needsApproval) {}

    /** Where the prices come from. */
    public sealed interface Prices {

        /** From the price table; EC2 is being asked. */
        record Asking() implements Prices {}

        /**
         * As EC2 tells them.
         *
         * @param runs how many past runs the estimates rest on
         */
        record Told(int runs) implements Prices {}

        /** EC2 did not tell. What is asked for is looked at again when it is asked for. */
        record Untold(String why) implements Prices {}
    }
}
