package dev.sojourn.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.PriceTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the AWS Pricing API answered to {@code GetProducts}, made a price table: one line for each type that is sold on demand
 * with plain Linux and on shared machines. Everything else in the answer is passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>
 */
public final class PricingAnswer {

    /** What is meant by a type's price. A product that says nothing of one of these has none. */
    private static final Map<String, Set<String>> WANTED = Map.of(
            "operatingSystem", Set.of("Linux"),
            "tenancy", Set.of("Shared"),
            "preInstalledSw", Set.of("NA"),
            "capacitystatus", Set.of("Used"),
            "marketoption", Set.of("OnDemand", ""));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PriceTable known;
    private final Map<String, String> lines = new TreeMap<>();
    private final Set<String> regions = new TreeSet<>();
    private String published = "";

    /** @param known what the Pricing API does not tell of a type, such as whether there are spot instances of it */
    public PricingAnswer(PriceTable known) {
        this.known = known;
    }

    /**
     * Takes one file's text: an answer with its {@code PriceList}, whose entries are JSON as text or as it is.
     *
     * @throws JsonProcessingException where it is no JSON
     */
    public void read(String text) throws JsonProcessingException {
        JsonNode list = JSON.readTree(text).path("PriceList");
        for (JsonNode entry : list) {
            product(entry.isTextual() ? JSON.readTree(entry.asText()) : entry);
        }
    }

    private void product(JsonNode entry) {
        JsonNode attributes = entry.path("product").path("attributes");
        boolean meant = WANTED.entrySet().stream()
                .allMatch(one ->
                        one.getValue().contains(attributes.path(one.getKey()).asText()));
        String type = attributes.path("instanceType").asText();
        Optional<BigDecimal> price = price(entry.path("terms").path("OnDemand"));
        Optional<Integer> memory = memoryMib(attributes.path("memory").asText());
        int vcpus = attributes.path("vcpu").asInt();
        if (!meant || price.isEmpty() || memory.isEmpty() || vcpus < 1 || !type.matches("[a-z0-9-]+\\.[a-z0-9-]+")) {
            return;
        }
        regions.add(attributes.path("regionCode").asText());
        String day = entry.path("publicationDate").asText();
        published = day.compareTo(published) > 0 ? day : published;
        MachineType before = known.find(type);
        String arm = attributes.path("physicalProcessor").asText().contains("Graviton") ? "arm64" : "x86_64";
        lines.put(
                type,
                String.join(
                        ",",
                        type,
                        Integer.toString(vcpus),
                        memory.get().toString(),
                        arm,
                        "",
                        before.spot() ? "on-demand|spot" : "on-demand",
                        price.get().toPlainString()));
    }

    /** An hour's; nothing where it is sold otherwise, or not at all. */
    private static Optional<BigDecimal> price(JsonNode terms) {
        for (JsonNode term : terms) {
            for (JsonNode dimension : term.path("priceDimensions")) {
                String dollars = dimension.path("pricePerUnit").path("USD").asText();
                if (dimension.path("unit").asText().equals("Hrs")
                        && dollars.matches("[0-9]{1,6}(\\.[0-9]{1,12})?")
                        && new BigDecimal(dollars).signum() > 0) {
                    return Optional.of(new BigDecimal(dollars).stripTrailingZeros());
                }
            }
        }
        return Optional.empty();
    }

    /** As the API writes it: {@code 128 GiB}, {@code 1,952 GiB}, {@code 0.5 GiB}. */
    private static Optional<Integer> memoryMib(String words) {
        String number = words.replace(",", "").replaceFirst(" GiB$", "");
        return number.matches("[0-9]{1,6}(\\.[0-9]{1,4})?")
                ? Optional.of(new BigDecimal(number)
                        .multiply(BigDecimal.valueOf(1024))
                        .intValue())
                : Optional.empty();
    }

    public int types() {
        return lines.size();
    }

    public Set<String> regions() {
        return Set.copyOf(regions);
    }

    /** As {@link PriceTable#parse} takes it. */
    public List<String> table() {
        List<String> table = new ArrayList<>();
        table.add("# On-demand Linux prices, " + String.join(" and ", regions)
                + ", from the AWS Pricing API as published " + (published.isEmpty() ? "on an unknown day" : published)
                + "; spot or not as known in us-east-1.");
        table.add(PriceTable.COLUMNS);
        table.addAll(lines.values());
        return table;
    }
}
