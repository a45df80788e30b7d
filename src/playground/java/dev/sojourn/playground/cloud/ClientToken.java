package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a RunInstances call with this token did.
 *
 * @param parameters of the call, without the token: another call with the same token must equal them
 */
record ClientToken(
        @JsonProperty("parameters") Map<String, String> parameters,
        @JsonProperty("instances") List<String> instances) {
    /** Tokens are zonal: the same one in another zone is another one. */
    static String key(String token, String zone) {
        return zone + " " + token;
    }
}
