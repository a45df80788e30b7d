package dev.sojourn.cloud.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request as it came over the wire.
 *
 * @param port of the client: the same for two requests over one connection
 */
record WireRequest(int port, String path, String action, String body) {

    /** The form fields of an EC2 request. */
    Map<String, String> fields() {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
