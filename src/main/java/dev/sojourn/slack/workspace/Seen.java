package dev.sojourn.slack.workspace;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest ids that came by, so that a redelivery is acknowledged and not dealt with twice. */
public final class Seen {

    private final int most;
    private final Map<String, Boolean> ids = new LinkedHashMap<>();

    public Seen(int most) {
        this.most = most;
    }

    /** Whether the id is new; it is not from then on. */
    synchronized boolean isNew(String id) {
        if (ids.putIfAbsent(id, true) != null) {
            return false;
        }
        if (ids.size() > most) {
            ids.remove(ids.keySet().iterator().next());
        }
        return true;
    }
}
