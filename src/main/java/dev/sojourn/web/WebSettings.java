package dev.sojourn.web;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may look, and how they come here.
 *
 * @param loopback whether only programs on this machine can reach the pages
 * @param token opens the pages; empty: open to this machine, closed to all others
 * @param url where people reach the pages, for links; empty: no links are made
 * @param linksLast how long a link opens the pages
 */
public record WebSettings(boolean loopback, Optional<String> token, Optional<URI> url, Duration linksLast) {

    /** Never the token: this may be logged. */
    @Override
    public String toString() {
        return "WebSettings[loopback=" + loopback + ", token=" + (token.isPresent() ? "set" : "none") + ", url=" + url
                + "]";
    }
}
