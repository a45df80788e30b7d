package dev.sojourn;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when jobs cannot be written down any more, and once when they can again; then whatever waits goes on at once. */
final class StoreWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Supplier<Optional<String>> look;
    private final Runnable goOn;
    private boolean wrong;

    /**
     * For one thread.
     *
     * @param look why nothing can be written, and what to do
     */
    StoreWatch(Supplier<Optional<String>> look, Runnable goOn) {
        this.look = look;
        this.goOn = goOn;
    }

    @Override
    public void run() {
        Optional<String> problem = look.get();
        if (problem.isPresent() && !wrong) {
            LOG.error("Jobs stand still. {}", problem.get());
        }
        if (problem.isEmpty() && wrong) {
            LOG.info("Jobs can be written down again and go on");
            goOn.run();
        }
        wrong = problem.isPresent();
    }
}
