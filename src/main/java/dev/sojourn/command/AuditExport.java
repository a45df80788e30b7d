package dev.sojourn.command;

/** What people did about builds, as a file. */
public interface AuditExport {

    /** How the file is written. */
    enum Form {
        CSV,
        JSON
    }

    Export as(Form form);

    /** @param rows how many deeds are in it */
    record Export(String content, int rows) {}
}
