package dev.sojourn.store;

import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import java.util.List;
import java.util.Optional;

/** Whether the database of a bot that runs in this process can be written. */
public final class StoreCheck implements Check {

    private final Database database;

    public StoreCheck(Database database) {
        this.database = database;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("database");
        Optional<String> problem = database.problem();
        if (problem.isPresent()) {
            lines.wrong("written", problem.get(), "see there; jobs go on by themselves afterwards");
        } else if (database.answers()) {
            lines.fine("written", database.isShared() ? "PostgreSQL answers" : "a write into its folder went through");
        } else {
            lines.wrong("written", "it does not answer", "look at the database server");
        }
        return lines.all();
    }
}
