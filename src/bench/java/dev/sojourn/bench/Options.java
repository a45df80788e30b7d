package dev.sojourn.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What the command line may say.
 *
 * @param rounds 0: as many as the benchmark itself finds right
 * @param seed of everything that is drawn
 * @param jobs how many at once; empty: as the benchmark itself finds right
 * @param timing of the bot, as in its configuration, such as {@code observe-every: 500ms}; empty: what users have
 */
record Options(int rounds, long seed, List<Integer> jobs, String timing) {

    static Options ofSystem() {
        return new Options(
                Integer.getInteger("bench.rounds", 0),
                Long.getLong("bench.seed", 1),
                Arrays.stream(System.getProperty("bench.jobs", "").split("[, ]+"))
                        .filter(word -> !word.isEmpty())
                        .map(Integer::valueOf)
                        .toList(),
                System.getProperty("bench.timing", ""));
    }

    int roundsOr(int usual) {
        return rounds > 0 ? rounds : usual;
    }

    List<Integer> jobsOr(List<Integer> usual) {
        return jobs.isEmpty() ? usual : jobs;
    }
}
