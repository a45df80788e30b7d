package dev.sojourn.playground.cloud;

import java.util.Map;

/** What goes back over HTTP. */
record Answer(int status, String body, Map<String, String> headers) {
    Answer(int status, String body) {
        this(status, body, Map.of());
    }
}
