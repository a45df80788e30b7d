package dev.sojourn.slack.note;

import dev.sojourn.job.Cursors;
import dev.sojourn.job.Stray;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the approvers of builders that no job owns: each of each once, by direct message, for no thread is about them. */
public final class StrayNotes {

    private static final Logger LOG = LoggerFactory.getLogger(StrayNotes.class);
    private static final String READER = "slack-strays";

    /** No job has this number. */
    private static final long NO_JOB = 0;

    private final Workspace workspace;
    private final Cursors cursors;
    private final Supplier<List<String>> approvers;

    public StrayNotes(Workspace workspace, Cursors cursors, Supplier<List<String>> approvers) {
        this.workspace = workspace;
        this.cursors = cursors;
        this.approvers = approvers;
    }

    /** @param strays all that there are now: those told of before and gone since are forgotten */
    public void tell(List<Stray> strays) {
        Map<String, String> told = new HashMap<>(cursors.of(READER, NO_JOB).memory());
        Set<String> present = strays.stream().map(Stray::instance).collect(Collectors.toSet());
        if (told.keySet().removeIf(key -> !present.contains(key.split(" ")[0]))) {
            keep(told);
        }
        Set<String> away = new HashSet<>();
        for (Stray stray : strays) {
            for (String approver : approvers.get()) {
                String key = stray.instance() + " " + approver;
                if (stray.fate().name().equals(told.get(key)) || away.contains(approver)) {
                    continue;
                }
                try {
                    workspace.tell(approver, StrayNote.of(stray));
                    told.put(key, stray.fate().name());
                    // At once, and after it was said: a crash in between says it twice rather than not at all.
                    keep(told);
                } catch (SlackFault fault) {
                    away.add(approver);
                    LOG.info("{} is told of builder {} later: {}", approver, stray.instance(), fault.getMessage());
                }
            }
        }
    }

    private void keep(Map<String, String> told) {
        cursors.keep(READER, NO_JOB, new Cursors.Cursor(0, 0, Map.copyOf(told)));
    }
}
