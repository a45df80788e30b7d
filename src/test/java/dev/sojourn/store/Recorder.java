package dev.sojourn.store;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process that writes for as long as it lives, and says of each write that it was kept. */
final class Recorder {

    private Recorder() {}

    public static void main(String[] folder) {
        SqlJobStore store = new SqlJobStore(Database.open(Path.of(folder[0])));
        Job job = store.add(Jobs.submitted(), List.of(new Fact.Submitted("U0ANN", "main")), Jobs.START);
        for (int write = 2; ; write++) {
            String mark = "write " + write;
            job = store.save(
                            job.with(draft -> draft.problem = Optional.of(mark)),
                            List.of(new Fact.AttentionNeeded(mark, "")),
                            Jobs.START)
                    .orElseThrow();
            System.out.println(job.version());
            System.out.flush();
        }
    }
}
