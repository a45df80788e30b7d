package dev.sojourn.llvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A git repository with LLVM's own source in it, made by {@code src/test/llvm/make-repository}. */
final class LlvmRepository {

    private static final int NOT_TO_BE_HAD = 3;

    private LlvmRepository() {}

    /**
     * Makes the repository unless it is there; aborts the test, as skipped, where this machine has no way to the source.
     *
     * @param log what the script says
     * @throws IllegalStateException where the source can be had and no repository came of it
     */
    static Path make(Path target, Path log) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("src/test/llvm/make-repository", target.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit == NOT_TO_BE_HAD) {
            List<String> said = Files.readAllLines(log);
            String reason = said.isEmpty() ? "the source cannot be had" : said.get(said.size() - 1);
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
        if (exit != 0) {
            throw new IllegalStateException("make-repository ended with " + exit + ":\n" + Files.readString(log));
        }
        return target;
    }
}
