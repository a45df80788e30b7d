package dev.sojourn.configuration;

import dev.sojourn.web.WebSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code web}: who may look at the pages. */
public record WebSection(Optional<String> token, Optional<URI> url, Duration linksLast) {

    private static final int SHORTEST_TOKEN = 20;

    static WebSection read(ConfigurationNode node) {
        node.knows(Set.of("token", "url", "links-last"));
        Optional<String> token = Optional.of(node.text("token", "")).filter(text -> !text.isEmpty());
        if (token.filter(text -> text.length() < SHORTEST_TOKEN).isPresent()) {
            node.problem(
                    "token", "must have at least " + SHORTEST_TOKEN + " characters: openssl rand -hex 24 makes one");
        }
        return new WebSection(token, url(node), node.duration("links-last", Duration.ofHours(12)));
    }

    private static Optional<URI> url(ConfigurationNode node) {
        String text = node.text("url", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            if (url.getHost() != null && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return Optional.of(url);
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below, with all others that are none.
        }
        node.problem("url", "must be an address such as https://sojourn.example.org, not `" + text + "`");
        return Optional.empty();
    }

    /** @param loopback whether only this machine can reach the pages */
    public WebSettings settings(boolean loopback) {
        return new WebSettings(loopback, token, url, linksLast);
    }
}
