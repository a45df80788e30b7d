package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;

/**
 * A kind of build that people ask for by name.
 *
 * @param targets what is built when nobody names targets; empty: everything
 * @param types the ladder of instance types, first choice first; by attributes: all that fit, the cheapest first
 * @param market SPOT: each rung is tried as spot before any is bought on demand
 * @param firstExpectedMinutes what to expect before there is a history
 * @param needMib space wanted free on the volume before anything is launched
 * @param slots how many build folders it may have on one volume
 * @param newSlotFrom in how many files a commit must differ from every slot's before it gets a slot of its own
 * @param submodules whether submodules are checked out
 * @param atLeast in place of named types; empty: they are named
 * @param spotOnly where the market is spot: on demand only when somebody says so
 * @param cap most that one job may cost; empty: twice the upper estimate
 */
public record Profile(
        String name,
        Builder builder,
        Recipe recipe,
        List<String> targets,
        List<String> types,
        Market market,
        int firstExpectedMinutes,
        int needMib,
        int slots,
        int newSlotFrom,
        boolean submodules,
        Optional<Usd> cap,
        ApprovalRule approval,
        Optional<Attributes> atLeast,
        boolean spotOnly) {

    @JsonCreator
    public Profile {}

    /** One whose types are named, and bought on demand where there is no spot. */
    public Profile(
            String name,
            Builder builder,
            Recipe recipe,
            List<String> targets,
            List<String> types,
            Market market,
            int firstExpectedMinutes,
            int needMib,
            int slots,
            int newSlotFrom,
            boolean submodules,
            Optional<Usd> cap,
            ApprovalRule approval) {
        this(
                name,
                builder,
                recipe,
                targets,
                types,
                market,
                firstExpectedMinutes,
                needMib,
                slots,
                newSlotFrom,
                submodules,
                cap,
                approval,
                Optional.empty(),
                false);
    }

    /** The same, with types by what they have. */
    public Profile by(Attributes attributes, List<String> fitting) {
        return with(fitting, Optional.of(attributes), spotOnly);
    }

    /** The same, on demand only when somebody says so. */
    public Profile onSpotOnly() {
        return with(types, atLeast, true);
    }

    private Profile with(List<String> others, Optional<Attributes> attributes, boolean onlySpot) {
        return with(recipe, others, attributes, onlySpot);
    }

    /** The same, where one link needs at least so much memory. */
    public Profile linkingIn(int mib) {
        return recipe instanceof Recipe.CMake cmake ? with(cmake.linkingIn(mib), types, atLeast, spotOnly) : this;
    }

    private Profile with(Recipe other, List<String> others, Optional<Attributes> attributes, boolean onlySpot) {
        return new Profile(
                name,
                builder,
                other,
                targets,
                others,
                market,
                firstExpectedMinutes,
                needMib,
                slots,
                newSlotFrom,
                submodules,
                cap,
                approval,
                attributes,
                onlySpot);
    }
}
