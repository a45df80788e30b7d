package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one Describe call gets to see: by ids or by filters, perhaps behind the truth, perhaps in pages. */
final class Seen {
    private static final int MOST = 1_000;
    private static final int LEAST_PAGE = 5;

    private final Cloud cloud;
    private final Pages pages;

    Seen(Cloud cloud) {
        this.cloud = cloud;
        this.pages = new Pages(cloud.random());
    }

    /**
     * What a call asks for.
     *
     * @param key the field that identifies a document
     * @param ids those asked for; empty: all
     * @param notFoundWords with a place for the id
     */
    record Asked(String key, List<String> ids, Collection<String> all, String notFoundCode, String notFoundWords) {}

    Pages.Page<ObjectNode> page(Asked asked, Filters filters, Ec2Query query, Struck struck) {
        int most = query.number("MaxResults", 0);
        if (most != 0 && !asked.ids().isEmpty()) {
            throw AwsError.client(
                    "InvalidParameterCombination",
                    "The parameter MaxResults cannot be used with a list of " + asked.key() + "s");
        }
        if (most != 0 && most < LEAST_PAGE) {
            throw AwsError.client(
                    "InvalidParameterValue",
                    "Value ( " + most + " ) for parameter maxResults is invalid. Expecting a value greater than "
                            + LEAST_PAGE + ".");
        }
        List<ObjectNode> found = new ArrayList<>();
        for (String id : asked.ids().isEmpty() ? List.copyOf(asked.all()) : asked.ids()) {
            Optional<ObjectNode> document = cloud.see(id, struck.isStale());
            if (document.isEmpty() && !asked.ids().isEmpty()) {
                throw AwsError.client(
                        asked.notFoundCode(), asked.notFoundWords().formatted(id));
            }
            document.filter(one -> filters.match(one, query.structures("Filter")))
                    .ifPresent(found::add);
        }
        if (most == 0 && query.value("NextToken") == null) {
            return new Pages.Page<>(found, null);
        }
        return pages.cut(
                found,
                document -> document.path(asked.key()).asText(),
                most == 0 ? MOST : Math.min(most, MOST),
                query.value("NextToken"),
                "InvalidNextToken");
    }

    static ObjectNode withToken(ObjectNode answer, Pages.Page<?> page) {
        if (page.nextToken() != null) {
            answer.put("nextToken", page.nextToken());
        }
        return answer;
    }
}
