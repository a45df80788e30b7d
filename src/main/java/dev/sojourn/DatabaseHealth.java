package dev.sojourn;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
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
        boolean up = application.sojourn().map(Sojourn::databaseAnswers).orElse(false);
        return HealthCheckResponse.named("database").status(up).build();
    }
}
