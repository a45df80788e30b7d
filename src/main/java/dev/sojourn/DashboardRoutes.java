package dev.sojourn;

import dev.sojourn.web.Site;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Quarkus' door to the pages: the router that health has already. */
@ApplicationScoped
public class DashboardRoutes {

    private volatile Optional<Router> router = Optional.empty();

    void offered(@Observes Router theirs) {
        router = Optional.of(theirs);
    }

    void open(Site site) {
        router.ifPresent(site::open);
    }
}
