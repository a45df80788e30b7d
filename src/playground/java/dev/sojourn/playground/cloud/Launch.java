package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What RunInstances asked for; never changes.
 *
 * @param userData base64, as it came
 * @param spot whether it was bought on the spot market
 */
record Launch(
        @JsonProperty("reservation") String reservation,
        @JsonProperty("type") String type,
        @JsonProperty("image") String image,
        @JsonProperty("subnet") String subnet,
        @JsonProperty("zone") String zone,
        @JsonProperty("groups") List<String> groups,
        @JsonProperty("profile") @Nullable String profile,
        @JsonProperty("userData") String userData,
        @JsonProperty("clientToken") String clientToken,
        @JsonProperty("httpTokens") String httpTokens,
        @JsonProperty("spot") boolean spot,
        @JsonProperty("at") Instant at) {
    String market() {
        return spot ? "spot" : "on-demand";
    }
}
