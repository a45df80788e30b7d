package dev.sojourn.handoff;

import dev.sojourn.job.Tree;
import java.util.HashMap;
import java.util.Map;

/** What every mount is told, on the host and on a builder. */
final class Mounting {

    private Mounting() {}

    static Map<String, String> values(Scene scene) {
        Map<String, String> values = new HashMap<>();
        scene.job()
                .tree()
                .map(Tree::filesystemUuid)
                .filter(uuid -> !uuid.isEmpty())
                .ifPresent(uuid -> values.put("UUID", uuid));
        scene.job().tree().ifPresent(tree -> {
            values.put("OWNER", Integer.toString(tree.owner()));
            values.put("GROUP", Integer.toString(tree.group()));
        });
        values.put("SETTLE_S", Long.toString(Math.max(0, scene.timing().settle().toSeconds())));
        values.put("LEASE_S", Long.toString(scene.timing().leaseFuse().toSeconds()));
        return values;
    }
}
