package dev.sojourn.web;

import dev.sojourn.job.JobState;
import dev.sojourn.job.PastJobs;
import dev.sojourn.job.PastJobs.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody asked the history for, as the address says it. What cannot be understood is left out.
 *
 * @param page from 1
 */
record Asked(Filter filter, int page) {

    static final int PER_PAGE = 50;

    private static final int LAST_PAGE = 100_000;

    static Asked of(Function<String, Optional<String>> parameter) {
        return new Asked(
                new Filter(
                        parameter.apply("profile"),
                        parameter.apply("requester"),
                        parameter.apply("channel"),
                        parameter.apply("month").filter(text -> text.matches("\\d{4}-\\d{2}")),
                        parameter.apply("outcome").flatMap(Asked::outcome),
                        parameter.apply("kind").flatMap(Asked::clean)),
                parameter
                        .apply("page")
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(Integer::parseInt)
                        .map(page -> Math.max(1, Math.min(LAST_PAGE, page)))
                        .orElse(1));
    }

    private static Optional<JobState> outcome(String word) {
        return List.of(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED).stream()
                .filter(state -> state.name().equalsIgnoreCase(word))
                .findFirst();
    }

    private static Optional<Boolean> clean(String word) {
        return switch (word) {
            case "clean" -> Optional.of(true);
            case "incremental" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    int offset() {
        return (page - 1) * PER_PAGE;
    }

    /** The filter as part of an address, with a {@code ?} where there is any. */
    String query() {
        List<String> parts = new ArrayList<>();
        add(parts, "profile", filter.profile());
        add(parts, "requester", filter.requester());
        add(parts, "channel", filter.channel());
        add(parts, "month", filter.month());
        add(parts, "outcome", filter.outcome().map(state -> state.name().toLowerCase(Locale.ROOT)));
        add(parts, "kind", filter.clean().map(clean -> clean ? "clean" : "incremental"));
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    String pageQuery(int other) {
        String query = query();
        return query + (query.isEmpty() ? "?" : "&") + "page=" + other;
    }

    /** The same, for one person, channel or month alone. */
    String narrowed(PastJobs.By by, String name) {
        Filter narrow = switch (by) {
            case REQUESTER ->
                new Filter(
                        filter.profile(),
                        Optional.of(name),
                        filter.channel(),
                        filter.month(),
                        filter.outcome(),
                        filter.clean());
            case CHANNEL ->
                new Filter(
                        filter.profile(),
                        filter.requester(),
                        Optional.of(name),
                        filter.month(),
                        filter.outcome(),
                        filter.clean());
            case MONTH ->
                new Filter(
                        filter.profile(),
                        filter.requester(),
                        filter.channel(),
                        Optional.of(name),
                        filter.outcome(),
                        filter.clean());
            case PROFILE -> filter.of(name);
        };
        return new Asked(narrow, 1).query();
    }

    private static void add(List<String> parts, String name, Optional<String> value) {
        value.ifPresent(text -> parts.add(name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
    }
}
