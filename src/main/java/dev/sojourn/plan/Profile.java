package dev.sojourn.plan;

import java.util.List;
import java.util.Optional;

/**
 * A kind of build that people ask for by name.
 *
 * @param targets what is built when nobody names targets; empty: everything
 * @param types the ladder of instance types, first choice first
 * @param market SPOT: each rung is tried as spot before any is bought on demand
 * @param firstExpectedMinutes what to expect before there is a history
 * @param needMib space wanted free on the volume before anything is launched
 * @param slots how many build folders it may have on one volume
 * @param newSlotFrom in how many files a commit must differ from every slot's before it gets a slot of its own
 * @param submodules whether submodules are checked out
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
        ApprovalRule approval) {

    /** The same, where one link needs at least so much memory. */
    public Profile linkingIn(int mib) {
        return recipe instanceof Recipe.CMake cmake
                ? new Profile(
                        name,
                        builder,
                        cmake.linkingIn(mib),
                        targets,
                        types,
                        market,
                        firstExpectedMinutes,
                        needMib,
                        slots,
                        newSlotFrom,
                        submodules,
                        cap,
                        approval)
                : this;
    }
}
