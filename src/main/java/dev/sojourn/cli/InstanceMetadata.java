package dev.sojourn.cli;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What an instance can be told of itself.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Instance metadata</a>
 */
public final class InstanceMetadata {

    public static final URI USUAL = URI.create("http://169.254.169.254/");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .proxy(ProxySelector.of(null))
            .build();

    /** @param address ends with a slash */
    public InstanceMetadata(URI address) {
        this.address = address;
    }

    /** The instance that this runs on. */
    public record Self(String id, String type, String region, String zone, String subnet, String vpc) {}

    /** Empty where this is no instance, or it may not ask. */
    Optional<Self> self() {
        Optional<String> token = ask(HttpRequest.newBuilder(address.resolve("latest/api/token"))
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                .PUT(HttpRequest.BodyPublishers.noBody()));
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> id = value(token.get(), "instance-id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String mac = value(token.get(), "mac").orElse("");
        return Optional.of(new Self(
                id.get(),
                value(token.get(), "instance-type").orElse("unknown"),
                value(token.get(), "placement/region").orElse("us-east-1"),
                value(token.get(), "placement/availability-zone").orElse("unknown"),
                ofNetwork(token.get(), mac, "subnet-id"),
                ofNetwork(token.get(), mac, "vpc-id")));
    }

    private String ofNetwork(String token, String mac, String name) {
        return mac.isEmpty()
                ? ""
                : value(token, "network/interfaces/macs/" + mac + "/" + name).orElse("");
    }

    private Optional<String> value(String token, String name) {
        return ask(HttpRequest.newBuilder(address.resolve("latest/meta-data/" + name))
                .header("X-aws-ec2-metadata-token", token)
                .GET());
    }

    private Optional<String> ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body().strip()) : Optional.empty();
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
