package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One action of EC2.
 *
 * @param mutating its effect is on disk before it is answered
 * @param parameters the first parts of the names that it knows; others are refused
 * @param body runs under the cloud's lock
 */
record Ec2Action(boolean mutating, List<String> parameters, Body body) {
    /** What the action does. */
    interface Body {
        ObjectNode answer(Ec2Query query, Struck struck);
    }

    static Ec2Action reading(Body body, String... parameters) {
        return new Ec2Action(false, List.of(parameters), body);
    }

    static Ec2Action changing(Body body, String... parameters) {
        return new Ec2Action(true, List.of(parameters), body);
    }
}
