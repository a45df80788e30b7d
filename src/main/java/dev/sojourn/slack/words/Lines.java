package dev.sojourn.slack.words;

import java.util.List;

/** Lists of lines, of which as many whole ones are shown as there is room for. */
public final class Lines {

    /** For the line that says how many are left out. */
    private static final int REMARK = 30;

    private Lines() {}

    public static String fit(List<String> lines, int most) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            String line = Mrkdwn.fit(lines.get(at), most - REMARK);
            if (shown.length() + 1 + line.length() > most - REMARK && at > 0) {
                return shown + "\n… and " + Wording.count(lines.size() - at) + " more";
            }
            shown.append(at == 0 ? "" : "\n").append(line);
        }
        return shown.toString();
    }
}
