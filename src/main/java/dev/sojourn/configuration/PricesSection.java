package dev.sojourn.configuration;

import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where prices come from: {@code prices} over the file of {@code price-table}, or over the shipped table where the region is its
 * own. Prices of another region are none: then nobody knows a price, and builds need an approval.
 */
final class PricesSection {

    private PricesSection() {}

    static PriceTable read(ConfigurationNode root, String region) {
        ConfigurationNode node = root.child("prices");
        Map<String, Usd> own = new HashMap<>();
        node.names().forEach(type -> node.dollars(type).ifPresent(price -> own.put(type, price)));
        root.mentions("price-table", "file");
        if (root.has("price-table")) {
            return PriceTable.parse(lines(root), own);
        }
        return region.equals(ShippedPrices.REGION)
                ? PriceTable.parse(ShippedPrices.lines(), own)
                : PriceTable.parse(withoutPrices(region), own);
    }

    private static List<String> lines(ConfigurationNode root) {
        String file = root.text("price-table");
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            if (lines.size() > 2 && lines.get(1).equals(PriceTable.COLUMNS)) {
                return lines;
            }
            root.problem("price-table", file + " is no price table: `price-table` on the command line makes one");
        } catch (IOException | InvalidPathException unreadable) {
            root.problem("price-table", file + " cannot be read: " + unreadable.getMessage());
        }
        return List.of("# none", PriceTable.COLUMNS);
    }

    /** Of a type's shape it tells the truth everywhere. */
    private static List<String> withoutPrices(String region) {
        List<String> lines = ShippedPrices.lines();
        return IntStream.range(0, lines.size())
                .mapToObj(at -> switch (at) {
                    case 0 -> "# No prices: there is no table of " + region;
                    case 1 -> lines.get(1);
                    default -> lines.get(at).substring(0, lines.get(at).lastIndexOf(',') + 1);
                })
                .toList();
    }
}
