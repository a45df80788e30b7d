package dev.sojourn.web;

import dev.sojourn.job.PageLinks;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Addresses of pages for people elsewhere: signed, and good for a while. */
public final class Links implements PageLinks {

    private final WebSettings settings;

    public Links(WebSettings settings) {
        this.settings = settings;
    }

    /** Empty where the configuration does not say how people reach the pages. */
    @Override
    public Optional<URI> toJob(long number, Instant now) {
        return settings.url().map(url -> {
            String address = url.toString().replaceAll("/+$", "") + "/jobs/" + number;
            return URI.create(settings.token()
                    .map(token -> address + "?pass=" + new Passes(token).until(now.plus(settings.linksLast())))
                    .orElse(address));
        });
    }
}
