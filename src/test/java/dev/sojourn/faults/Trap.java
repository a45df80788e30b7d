package dev.sojourn.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.endtoend.Playground;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A point that waits for its call or commit. */
interface Trap {

    /** Whether the call or commit is held, so that this is the moment to kill. */
    boolean holds();

    /** Whether it has struck. */
    boolean hasStruck();

    /** Ends it; what it holds goes on, if anybody lives to go on. */
    void end();

    /** A rule of the playground's. */
    static Trap in(Playground playground, Place.Call call, Trouble trouble) {
        Map<String, Object> rule = new HashMap<>(trouble.details(call));
        rule.put("service", call.service());
        rule.put("action", call.action());
        rule.put("mode", trouble.mode());
        rule.put("after", call.occurrence() - 1);
        if (!call.comment().isEmpty()) {
            rule.put("match", Map.of("comment", call.comment()));
        }
        String id = playground.faults().add(rule);
        return new Trap() {
            private boolean struck;

            @Override
            public boolean holds() {
                return playground.faults().holds(id);
            }

            @Override
            public boolean hasStruck() {
                JsonNode rules = playground.api().get("/playground/faults").path("rules");
                struck |= StreamSupport.stream(rules.spliterator(), false)
                        .anyMatch(one -> one.path("id").asText().equals(id)
                                && one.path("hits").asInt() > 0);
                return struck;
            }

            @Override
            public void end() {
                hasStruck();
                playground.faults().clear();
            }
        };
    }

    /** A commit of the bot's. */
    static Trap in(Commits commits, Place.Commit commit, Trouble trouble) {
        commits.clear();
        if (trouble == Trouble.KILL_BEFORE) {
            commits.holdBefore(commit);
        } else {
            commits.holdAfter(commit);
        }
        return new Trap() {
            private boolean struck;

            @Override
            public boolean holds() {
                struck |= commits.isHeld();
                return commits.isHeld();
            }

            @Override
            public boolean hasStruck() {
                return struck;
            }

            @Override
            public void end() {
                commits.clear();
            }
        };
    }
}
