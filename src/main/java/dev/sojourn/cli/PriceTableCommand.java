package dev.sojourn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sojourn.configuration.PricingAnswer;
import dev.sojourn.configuration.ShippedPrices;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code price-table FILE…}: makes a price table of what the AWS Pricing API answered, for a region of one's own. */
final class PriceTableCommand {

    private final PrintStream out;
    private final PrintStream err;

    PriceTableCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> files) {
        if (files.isEmpty()) {
            err.println("price-table FILE… reads answers of the AWS Pricing API, and prints the table: docs/cost.md.");
            return CommandLineTool.NOT_DONE;
        }
        PricingAnswer answer = new PricingAnswer(ShippedPrices.table());
        for (String file : files) {
            try {
                answer.read(Files.readString(Path.of(file)));
            } catch (JsonProcessingException notJson) {
                err.println(file + " is no answer of the Pricing API: " + notJson.getOriginalMessage());
                return CommandLineTool.NOT_DONE;
            } catch (IOException | InvalidPathException unreadable) {
                err.println(file + " cannot be read: " + unreadable.getMessage());
                return CommandLineTool.NOT_DONE;
            }
        }
        if (answer.types() == 0) {
            err.println("There is no on-demand price of a Linux machine in it. Was it asked for AmazonEC2?");
            return CommandLineTool.NOT_DONE;
        }
        if (answer.regions().size() != 1) {
            err.println("A table is of one region, and these are prices of "
                    + String.join(", ", answer.regions().stream().sorted().toList()) + ": ask with a regionCode.");
            return CommandLineTool.NOT_DONE;
        }
        answer.table().forEach(out::println);
        err.println(answer.types() + " types of " + String.join("", answer.regions())
                + ". Name the file in the configuration: price-table: FILE");
        return CommandLineTool.FINE;
    }
}
