package dev.sojourn.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who asked, approved, denied, cancelled, retried what, when, from where, for how much: read from the events of all jobs, which
 * are only ever added to. Oldest job first.
 */
public final class Audit {

    private static final int PAGE = 100;

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");

    private final JobStore store;

    public Audit(JobStore store) {
        this.store = store;
    }

    /** The rows as text. */
    public record Written(String text, int rows) {}

    /**
     * With a line of names first.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
     */
    public Written csv() {
        StringBuilder text = new StringBuilder(line(AuditRow.COLUMNS));
        int rows = each(row -> text.append(line(row.values())));
        return new Written(text.toString(), rows);
    }

    /** An array of objects, one a line; every value is a string, as in the other form. */
    public Written json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            int rows = each(row -> write(row, json));
            json.writeRaw('\n');
            json.writeEndArray();
            json.flush();
            return new Written(text + "\n", rows);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private int each(Consumer<AuditRow> taker) {
        int rows = 0;
        List<Job> page = store.after(0, PAGE);
        while (!page.isEmpty()) {
            for (Job job : page) {
                for (JobEvent event : store.events(job.number(), 0)) {
                    rows += AuditRow.of(event, job)
                            .map(row -> {
                                taker.accept(row);
                                return 1;
                            })
                            .orElse(0);
                }
            }
            page = store.after(page.get(page.size() - 1).number(), PAGE);
        }
        return rows;
    }

    private static void write(AuditRow row, JsonGenerator json) {
        try {
            json.writeRaw('\n');
            json.writeStartObject();
            List<String> values = row.values();
            for (int at = 0; at < values.size(); at++) {
                json.writeStringField(AuditRow.COLUMNS.get(at), values.get(at));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String line(List<String> values) {
        return values.stream().map(Audit::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        String harmless = FORMULA.matcher(value).matches() ? "'" + value : value;
        return harmless.matches("(?s).*[\",\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
