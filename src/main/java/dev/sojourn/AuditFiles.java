package dev.sojourn;

import dev.sojourn.command.AuditExport;
import dev.sojourn.observe.Audit;

/** The audit as a command gives it out. */
record AuditFiles(Audit audit) implements AuditExport {

    @Override
    public Export as(Form form) {
        Audit.Written written = switch (form) {
            case CSV -> audit.csv();
            case JSON -> audit.json();
        };
        return new Export(written.text(), written.rows());
    }
}
