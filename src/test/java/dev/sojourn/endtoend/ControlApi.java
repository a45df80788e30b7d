package dev.sojourn.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The playground's JSON over HTTP. */
public final class ControlApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;

    ControlApi(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    public JsonNode get(String path) {
        return read(send(request(path).GET().build()));
    }

    byte[] bytes(String path) {
        HttpResponse<byte[]> response = send(request(path).GET().build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    public JsonNode post(String path, Map<String, ?> body) {
        return read(send(posting(path, body)));
    }

    /** The status alone, for what may be refused. */
    public int status(String path, Map<String, ?> body) {
        return send(posting(path, body)).statusCode();
    }

    public void delete(String path) {
        read(send(request(path).DELETE().build()));
    }

    private HttpRequest posting(String path, Map<String, ?> body) {
        return request(path)
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString()))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("content-type", "application/json");
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + request.uri(), interrupted);
        }
    }

    private JsonNode read(HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        response.uri() + " answered " + response.statusCode() + ": " + new String(response.body()));
            }
            return json.readTree(response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
