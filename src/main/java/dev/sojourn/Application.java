package dev.sojourn;

import dev.sojourn.configuration.LiveConfiguration;
import dev.sojourn.configuration.Problems;
import dev.sojourn.configuration.Surroundings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Quarkus' door to {@link Sojourn}: starts it, stops it, and refuses to run on a configuration that cannot be used. */
@ApplicationScoped
public class Application {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final DashboardRoutes routes;
    private Optional<Sojourn> sojourn = Optional.empty();

    Application(DashboardRoutes routes) {
        this.routes = routes;
    }

    void start(@Observes StartupEvent started) {
        try {
            Surroundings surroundings = Surroundings.of(System.getenv());
            LiveConfiguration configuration = new LiveConfiguration(surroundings.config(), surroundings.dataFolder());
            Sojourn bot = new Sojourn(surroundings, configuration);
            sojourn = Optional.of(bot);
            bot.start();
            routes.open(bot.site());
            LOG.info("Sojourn {} is running; data in {}", configuration.get().id(), surroundings.dataFolder());
        } catch (Problems.Unusable | IllegalArgumentException | IllegalStateException unusable) {
            // Words, not a stack trace: the reader is the person who has to mend it.
            LOG.error("Sojourn does not start. {}", unusable.getMessage());
            Quarkus.asyncExit(2);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        sojourn.ifPresent(Sojourn::close);
    }

    Optional<Sojourn> sojourn() {
        return sojourn;
    }
}
