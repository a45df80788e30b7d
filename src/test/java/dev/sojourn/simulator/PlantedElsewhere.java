package dev.sojourn.simulator;

import dev.sojourn.handoff.Cloud;
import dev.sojourn.job.JobStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Defects in what surrounds the decision: ports, store, guests, chat. */
enum PlantedElsewhere implements Planted {
    A_VIEW_A_MINUTE_OLD_IS_BELIEVED(WrongPorts::oldViews, store -> store),
    TERMINATES_ARE_NEVER_SENT(WrongPorts::noTerminate, store -> store),
    DETACHES_WHATEVER_IS_THERE(WrongPorts::detachAnything, store -> store),
    LOOKS_FOR_NO_STRAYS(WrongPorts::noStrays, store -> store),
    TOKENS_ARE_NOT_SENT(WrongPorts::noToken, store -> store),
    ATTACHES_A_SECOND_TIME(WrongPorts::secondAttachment, store -> store),
    WRITES_WITHOUT_COMPARING((cloud, world) -> cloud, WrongStore::withoutVersions),
    GIVES_THE_VOLUME_TO_TWO_JOBS((cloud, world) -> cloud, WrongStore::withoutTurns),
    TELLS_EVERY_FACT_TWICE((cloud, world) -> cloud, WrongStore::doubled),
    LOSES_THE_LAST_FACT((cloud, world) -> cloud, WrongStore::endUntold),
    AN_APPROVAL_IS_GOOD_FOR_EVERY_COMMIT((cloud, world) -> cloud, WrongStore::anyApproval),
    PROMISES_DO_NOT_COUNT((cloud, world) -> cloud, WrongStore::withoutPromises),
    TAKES_ON_DEMAND_WITHOUT_ITS_APPROVAL((cloud, world) -> cloud, WrongStore::onDemandUnasked),
    BUYS_SPOT_WHATEVER_WAS_ASKED_FOR(WrongPorts::alwaysSpot, store -> store),
    TAKES_ONE_VOLUME_FOR_THE_OTHER(WrongPorts::otherVolume, store -> store),
    NO_LEASE_FUSE("LEASE_S"),
    GUESTS_KEEP_NO_EPOCH(history -> history.world.scripts.fence = false),
    GUESTS_OBEY_HOWEVER_LATE(history -> history.world.scripts.expiry = false),
    AN_UNMOUNT_DOES_NOT_SYNC(history -> history.world.content.syncsAtUnmount = false),
    A_MOUNT_SEES_AN_OLD_DISK(history -> history.world.content.cachesTheDisk = true),
    POSTS_WITHOUT_A_LOOK(history -> history.chat.looksFirst = false),
    FORGETS_TO_WAKE(history -> history.wakes.forgetful = true);

    private final BiFunction<Cloud, World, Cloud> ports;
    private final UnaryOperator<JobStore> store;
    private final String withoutValue;
    private final Consumer<History> change;

    PlantedElsewhere(BiFunction<Cloud, World, Cloud> ports, UnaryOperator<JobStore> store) {
        this.ports = ports;
        this.store = store;
        this.withoutValue = "";
        this.change = history -> {};
    }

    PlantedElsewhere(String withoutValue) {
        this.ports = (cloud, world) -> cloud;
        this.store = one -> one;
        this.withoutValue = withoutValue;
        this.change = history -> {};
    }

    PlantedElsewhere(Consumer<History> change) {
        this.ports = (cloud, world) -> cloud;
        this.store = one -> one;
        this.withoutValue = "";
        this.change = change;
    }

    @Override
    public Cloud around(Cloud right, World world) {
        return ports.apply(right, world);
    }

    @Override
    public JobStore around(JobStore right) {
        return store.apply(right);
    }

    @Override
    public String scripts(String file, Map<String, String> values) {
        return without(file, values, withoutValue);
    }

    @Override
    public void change(History history) {
        change.accept(history);
    }

    static String without(String file, Map<String, String> values, String name) {
        Map<String, String> others = new HashMap<>(values);
        others.remove(name);
        return Values.text(file, others);
    }
}
