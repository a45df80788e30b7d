package dev.sojourn.simulator;

import dev.sojourn.handoff.Cloud;
import dev.sojourn.handoff.WrongDecision;
import dev.sojourn.job.JobStore;
import java.util.Map;
import java.util.Optional;

/** A defect put in on purpose, to see it found out. */
interface Planted {

    /** No defect: what is in production. */
    Planted NOTHING = new Planted() {};

    default Optional<WrongDecision> decision() {
        return Optional.empty();
    }

    default Cloud around(Cloud right, World world) {
        return right;
    }

    default JobStore around(JobStore right) {
        return right;
    }

    default String scripts(String file, Map<String, String> values) {
        return Values.text(file, values);
    }

    /** Changes the world itself, such as guests without a fence. */
    default void change(History history) {}
}
