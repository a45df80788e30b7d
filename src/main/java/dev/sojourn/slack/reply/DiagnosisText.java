package dev.sojourn.slack.reply;

import dev.sojourn.doctor.Finding;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Report;
import dev.sojourn.slack.words.Mrkdwn;
import java.util.List;
import java.util.stream.Collectors;

/** What the doctor found, in words: what is wrong in full, then what could not be seen, and of the rest how much it was. */
final class DiagnosisText {

    private static final int MOST_LINES = 12;

    private DiagnosisText() {}

    static String of(Report report) {
        StringBuilder text =
                new StringBuilder("*Doctor:* ").append(report.summary()).append('.');
        List<Line> wrong = of(report, Finding.Wrong.class);
        if (!wrong.isEmpty()) {
            text.append("\n*Wrong*\n").append(shown(wrong));
        }
        List<Line> unchecked = of(report, Finding.Unchecked.class);
        if (!unchecked.isEmpty()) {
            text.append("\n*Cannot check*\n").append(shown(unchecked));
        }
        String areas = of(report, Finding.Fine.class).stream()
                .map(Line::area)
                .distinct()
                .collect(Collectors.joining(", "));
        return areas.isEmpty() ? text.toString() : text + "\n*Ok* lines are of: " + Mrkdwn.escape(areas);
    }

    private static List<Line> of(Report report, Class<? extends Finding> kind) {
        return report.lines().stream()
                .filter(line -> kind.isInstance(line.finding()))
                .toList();
    }

    private static String shown(List<Line> lines) {
        String first = lines.stream().limit(MOST_LINES).map(DiagnosisText::line).collect(Collectors.joining("\n"));
        return lines.size() <= MOST_LINES
                ? first
                : first + "\n… and " + (lines.size() - MOST_LINES) + " more; `doctor` on the bot's machine lists all.";
    }

    private static String line(Line line) {
        String said = "• "
                + Mrkdwn.escape(line.area() + ", " + line.subject() + ": "
                        + line.finding().detail());
        return line.finding() instanceof Finding.Wrong wrong ? said + "\n   → " + Mrkdwn.escape(wrong.remedy()) : said;
    }
}
