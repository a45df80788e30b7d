package dev.sojourn;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: jobs can be written down. Slack being away does not make it less ready. */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {

    private final Application application;

    DatabaseHealth(Application application) {
        this.application = application;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("database");
        Optional<Sojourn> sojourn = application.sojourn();
        if (sojourn.isEmpty()) {
            return health.down().build();
        }
        Optional<String> problem = sojourn.get().databaseProblem();
        problem.ifPresent(what -> health.withData("problem", what));
        return health.status(problem.isEmpty() && sojourn.get().databaseAnswers())
                .build();
    }
}
