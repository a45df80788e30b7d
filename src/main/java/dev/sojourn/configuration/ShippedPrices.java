package dev.sojourn.configuration;

import dev.sojourn.plan.PriceTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The price table that is part of the release. */
public final class ShippedPrices {

    /** The only region that it is of. */
    static final String REGION = "us-east-1";

    private static final String RESOURCE = "/prices/ec2-" + REGION + ".csv";

    private ShippedPrices() {}

    public static List<String> lines() {
        try (InputStream in = ShippedPrices.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The price table " + RESOURCE + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, broken);
        }
    }

    public static PriceTable table() {
        return PriceTable.parse(lines(), Map.of());
    }
}
