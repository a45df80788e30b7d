package dev.sojourn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Report;
import java.util.Locale;

/** The doctor's report for a terminal and for a program. */
final class ReportText {

    private ReportText() {}

    static String plain(Report report) {
        StringBuilder text = new StringBuilder();
        String area = "";
        for (Line line : report.lines()) {
            if (!line.area().equals(area)) {
                area = line.area();
                text.append(area).append('\n');
            }
            Finding finding = line.finding();
            text.append(
                    String.format(Locale.ROOT, "  %-14s%s: %s%n", finding.word(), line.subject(), finding.detail()));
            if (finding instanceof Finding.Wrong wrong) {
                text.append(String.format(Locale.ROOT, "  %-14s→ %s%n", "", wrong.remedy()));
            }
        }
        return text.append(report.summary()).append('\n').toString();
    }

    /** One object; its members keep their names. */
    static String json(Report report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("at", report.at().toString())
                .put("ok", report.fine())
                .put("cannot_check", report.unchecked())
                .put("wrong", report.wrong());
        ArrayNode lines = root.putArray("checks");
        for (Line line : report.lines()) {
            ObjectNode one = lines.addObject()
                    .put("area", line.area())
                    .put("check", line.subject())
                    .put("state", line.finding().word())
                    .put("detail", line.finding().detail());
            if (line.finding() instanceof Finding.Wrong wrong) {
                one.put("remedy", wrong.remedy());
            }
        }
        return root.toPrettyString();
    }
}
