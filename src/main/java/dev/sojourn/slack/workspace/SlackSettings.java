package dev.sojourn.slack.workspace;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach Slack, and how to behave there.
 *
 * @param apiUrl where the Web API is, in place of {@code https://slack.com/api/}
 * @param botToken {@code xoxb-…}
 * @param appToken {@code xapp-…}, with the scope {@code connections:write}
 * @param commandName the slash command, as in the manifest
 * @param botName what people type to invite the bot, without the at sign
 * @param cardEvery a card is edited at most this often
 * @param retryFirst pause after the first failed call
 * @param retryLongest longest pause between tries
 * @param drain how long a stop waits for what is under way
 */
public record SlackSettings(
        Optional<URI> apiUrl,
        String botToken,
        String appToken,
        String commandName,
        String botName,
        Duration cardEvery,
        Duration retryFirst,
        Duration retryLongest,
        Duration drain) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** With the usual names and durations. */
    public static SlackSettings of(Optional<URI> apiUrl, String botToken, String appToken) {
        return new SlackSettings(
                apiUrl,
                botToken,
                appToken,
                "/llvm-build",
                "sojourn",
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10));
    }

    /** The same, with another slash command. */
    public SlackSettings withCommand(String name) {
        return new SlackSettings(apiUrl, botToken, appToken, name, botName, cardEvery, retryFirst, retryLongest, drain);
    }

    /** What is wrong with these settings, each with what to do; empty: they can be used. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        token("SLACK_BOT_TOKEN", botToken, "xoxb-", "the bot token (OAuth & Permissions)", problems);
        token(
                "SLACK_APP_TOKEN",
                appToken,
                "xapp-",
                "an app-level token with connections:write (Basic Information)",
                problems);
        if (!commandName.matches("/[a-z0-9_-]{1,31}")) {
            problems.add("The command " + commandName
                    + " is none: it begins with a slash and has small letters, digits, - and _");
        }
        apiUrl.ifPresent(url -> address(url, problems));
        return List.copyOf(problems);
    }

    public boolean isLoopback() {
        return apiUrl.map(SlackSettings::isLoopback).orElse(false);
    }

    private static void token(String name, String value, String prefix, String where, List<String> problems) {
        if (value.isBlank()) {
            problems.add(name + " is not set: it is " + where + " and begins with " + prefix);
        } else if (value.startsWith("xoxb-") != prefix.equals("xoxb-") && value.matches("xoxb-.*|xapp-.*")) {
            problems.add(name + " holds the other token: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped");
        } else if (!value.startsWith(prefix)) {
            problems.add(name + " does not begin with " + prefix + ": it is " + where);
        }
    }

    private static void address(URI url, List<String> problems) {
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            problems.add("SOJOURN_SLACK_API_URL is no http address: " + url);
        } else if (scheme.equals("http") && !isLoopback(url)) {
            problems.add("SOJOURN_SLACK_API_URL is plain http to " + url.getHost()
                    + ": tokens would travel in the clear; use https, or a loopback address");
        }
    }

    private static boolean isLoopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }

    /** Without the tokens: this may be logged. */
    @Override
    public String toString() {
        return "SlackSettings[apiUrl=" + apiUrl + ", commandName=" + commandName + "]";
    }
}
