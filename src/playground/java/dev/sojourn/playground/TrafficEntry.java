package dev.sojourn.playground;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call or message between a bot and the playground.
 *
 * @param n its number, given by {@link Traffic}; grows across restarts
 * @param direction {@code in} where the bot calls the playground, {@code out} where the playground sends to the bot
 * @param service {@code slack}, {@code ec2} or {@code ssm}
 * @param status of HTTP, or 0 where there was no answer
 * @param ms from the request to its answer
 * @param client who called, such as the address and port or the connection's id
 * @param fault the id of the rule that struck
 */
public record TrafficEntry(
        @JsonProperty("n") long n,
        @JsonProperty("at") Instant at,
        @JsonProperty("direction") String direction,
        @JsonProperty("service") String service,
        @JsonProperty("action") String action,
        @JsonProperty("parameters") Object parameters,
        @JsonProperty("response") @Nullable Object response,
        @JsonProperty("status") int status,
        @JsonProperty("ms") double ms,
        @JsonProperty("client") @Nullable String client,
        @JsonProperty("fault") @Nullable String fault) {
    TrafficEntry numbered(long number) {
        return new TrafficEntry(
                number, at, direction, service, action, parameters, response, status, ms, client, fault);
    }
}
