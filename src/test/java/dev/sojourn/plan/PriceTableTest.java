package dev.sojourn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTableTest {

    private final PriceTable shipped = Plans.shipped(Map.of());

    @Test
    void the_shipped_table_knows_shape_and_price_of_a_type() {
        MachineType type = shipped.find("c7i.16xlarge");
        assertThat(type.vcpus()).isEqualTo(64);
        assertThat(type.memoryMib()).isEqualTo(131_072);
        assertThat(type.architecture()).isEqualTo("x86_64");
        assertThat(type.spot()).isTrue();
        assertThat(type.hourly()).contains(Usd.of("2.856"));
    }

    @Test
    void the_shipped_table_has_1345_types_each_with_a_shape() throws IOException {
        List<String> names = shippedNames();
        assertThat(names).hasSize(1345).doesNotHaveDuplicates();
        assertThat(names).allMatch(name -> shipped.find(name).known());
    }

    @Test
    void the_table_says_where_and_when_its_figures_are_from() {
        assertThat(shipped.source()).contains("us-east-1").contains("2026").doesNotStartWith("#");
    }

    @Test
    void a_price_of_ones_own_comes_before_the_listed_one_and_leaves_the_shape() {
        PriceTable table = Plans.shipped(Map.of("c7i.16xlarge", Usd.of("1.99")));
        assertThat(table.find("c7i.16xlarge").hourly()).contains(Usd.of("1.99"));
        assertThat(table.find("c7i.16xlarge").vcpus()).isEqualTo(64);
        assertThat(table.find("c7i.8xlarge").hourly()).contains(Usd.of("1.428"));
    }

    @Test
    void a_price_for_a_type_that_the_table_lacks_gives_it_a_price_but_no_shape() {
        PriceTable table = Plans.shipped(Map.of("c99.metal", Usd.of("9")));
        assertThat(table.knows("c99.metal")).isTrue();
        assertThat(table.find("c99.metal").hourly()).contains(Usd.of("9"));
        assertThat(table.find("c99.metal").known()).isFalse();
    }

    @Test
    void an_unknown_type_has_no_price_rather_than_one_of_nothing() {
        assertThat(shipped.knows("c99.metal")).isFalse();
        assertThat(shipped.find("c99.metal").known()).isFalse();
        assertThat(shipped.find("c99.metal").hourly()).isEmpty();
    }

    @Test
    void a_listed_type_without_a_price_is_known_and_has_none() {
        PriceTable table =
                PriceTable.parse(List.of("# here", "type,…", "x1.large,2,4096,arm64,nitro,on-demand,"), Map.of());
        assertThat(table.find("x1.large"))
                .isEqualTo(new MachineType("x1.large", 2, 4096, "arm64", false, Optional.empty()));
    }

    private static List<String> shippedNames() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PriceTable.class.getResourceAsStream("/prices/ec2-us-east-1.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        }
    }
}
