package dev.sojourn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, as docs/performance.md has it. */
final class Table {

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... heads) {
        this.title = title;
        rows.add(List.of(heads));
    }

    /** Numbers get one decimal, NaN a dash. */
    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(
                    cell instanceof Double number
                            ? (number.isNaN() ? "–" : String.format(Locale.ROOT, "%.1f", number))
                            : String.valueOf(cell));
        }
        rows.add(List.copyOf(row));
        return this;
    }

    void print() {
        StringBuilder text = new StringBuilder("\n" + title + "\n\n");
        for (int n = 0; n < rows.size(); n++) {
            text.append("| ").append(String.join(" | ", rows.get(n))).append(" |\n");
            if (n == 0) {
                text.append("|").append("---|".repeat(rows.get(0).size())).append('\n');
            }
        }
        System.out.println(text);
    }
}
