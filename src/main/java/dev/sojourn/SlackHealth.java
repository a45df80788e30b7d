package dev.sojourn;

import dev.sojourn.slack.workspace.ConnectionState;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether Slack is connected, under {@code /q/health/well}: told, but no reason to restart anything. */
@Wellness
@ApplicationScoped
public class SlackHealth implements HealthCheck {

    private final Application application;

    SlackHealth(Application application) {
        this.application = application;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<ConnectionState> state = application.sojourn().map(Sojourn::slack);
        HealthCheckResponseBuilder health = HealthCheckResponse.named("slack")
                .status(state.map(ConnectionState::isConnected).orElse(false));
        state.flatMap(ConnectionState::connectedSince)
                .map(Instant::toString)
                .ifPresent(since -> health.withData("connected since", since));
        state.flatMap(ConnectionState::lastEnvelopeAt)
                .map(Instant::toString)
                .ifPresent(last -> health.withData("last envelope", last));
        state.flatMap(ConnectionState::lastProblem).ifPresent(problem -> health.withData("last problem", problem));
        return health.build();
    }
}
