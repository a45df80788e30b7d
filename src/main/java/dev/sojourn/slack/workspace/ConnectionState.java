package dev.sojourn.slack.workspace;

import java.time.Instant;
import java.util.Optional;

/**
 * How the connection to Slack stands, for health.
 *
 * @param connectedSince empty: not connected now
 * @param lastEnvelopeAt when Slack last handed something over
 * @param lastProblem why the last try to connect failed; empty once connected
 */
public record ConnectionState(
        Optional<Instant> connectedSince, Optional<Instant> lastEnvelopeAt, Optional<String> lastProblem) {

    static final ConnectionState BEFORE = new ConnectionState(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isConnected() {
        return connectedSince.isPresent();
    }

    ConnectionState connected(Instant now) {
        return new ConnectionState(Optional.of(connectedSince.orElse(now)), lastEnvelopeAt, Optional.empty());
    }

    public ConnectionState lost(String problem) {
        return new ConnectionState(Optional.empty(), lastEnvelopeAt, Optional.of(problem));
    }

    ConnectionState handed(Instant now) {
        return new ConnectionState(connectedSince, Optional.of(now), lastProblem);
    }
}
