package dev.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.PriceTable;
import dev.sojourn.plan.Usd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A price table of one's own region, of an answer in the shape that {@code aws pricing get-products} writes. */
class PriceTableCommandTest {

    private static final Path ANSWER = Path.of("src/test/resources/prices/get-products-eu-central-1.json");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... words) {
        out.reset();
        err.reset();
        return new CommandLineTool(Map.of(), print(out), print(err)).run(words);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void the_answer_becomes_a_table_that_the_bot_reads() {
        assertThat(run("price-table", ANSWER.toString())).isZero();
        PriceTable table = PriceTable.parse(lines(), Map.of());
        assertThat(table.source()).contains("eu-central-1", "2026-07-22");
        assertThat(table.find("c7i.16xlarge").hourly()).contains(Usd.of("3.264"));
        assertThat(table.find("c7i.16xlarge").vcpus()).isEqualTo(64);
        assertThat(table.find("c7g.16xlarge").architecture()).isEqualTo("arm64");
        assertThat(table.find("x2iedn.24xlarge").memoryMib()).isEqualTo(3_145_728);
        assertThat(table.find("t4g.nano").memoryMib()).isEqualTo(512);
    }

    @Test
    void what_is_no_on_demand_price_of_plain_linux_on_shared_machines_is_passed_over() {
        assertThat(run("price-table", ANSWER.toString())).isZero();
        assertThat(lines()).hasSize(6).noneMatch(line -> line.contains("c7i.4xlarge"));
        assertThat(lines()).noneMatch(line -> line.contains("c7i.8xlarge") || line.contains("c7i.2xlarge"));
    }

    @Test
    void several_pages_make_one_table_and_several_regions_none() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.json"), Files.readString(ANSWER).replace("eu-central-1", "us-west-2"));
        assertThat(run("price-table", ANSWER.toString(), ANSWER.toString())).isZero();
        assertThat(lines()).hasSize(6);
        assertThat(run("price-table", ANSWER.toString(), other.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("eu-central-1, us-west-2");
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_file_that_is_something_else_is_refused_with_the_reason() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"PriceList\": []}");
        assertThat(run("price-table", text.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is no answer of the Pricing API");
        assertThat(run("price-table", empty.toString())).isEqualTo(2);
        assertThat(run("price-table", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("price-table")).isEqualTo(2);
    }
}
