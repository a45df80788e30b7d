package dev.sojourn.slack.words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text for Slack's mrkdwn. Everything that somebody else wrote goes through {@link #escape}, {@link #code} or {@link #fence}:
 * a commit title must not be able to call a channel or to pass for a link.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">Escaping text</a>
 */
public final class Mrkdwn {

    /** Controls but for tab and newline, and the marks that turn the direction of text or hide in it. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|[\\p{Cf}\\u2028\\u2029\\u034F\\u115F\\u1160\\u3164\\uFFA0]");

    private static final Pattern RUN = Pattern.compile("`{3,}");
    private static final Pattern CALL = Pattern.compile("@(?=(?:channel|here|everyone)\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MENTION = Pattern.compile("&lt;([@#]|!subteam\\^(?=S))([A-Z0-9]{2,40})&gt;");
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,40}");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Mrkdwn() {}

    /** Text of others within a sentence: nothing in it is a command to Slack. */
    public static String escape(String text) {
        return entities(CALL.matcher(unfenced(plain(text))).replaceAll("@\u2060"));
    }

    /**
     * The same for an answer that only its asker sees: people and channels in it are shown by name. A mention there calls
     * nobody.
     */
    public static String escapeForOne(String text) {
        return MENTION.matcher(escape(text)).replaceAll("<$1$2>");
    }

    /** One line of it, cut to so many characters. */
    public static String line(String text, int most) {
        return escape(cut(plain(text).replaceAll("\\s+", " ").strip(), most));
    }

    /** Text of others as inline code. */
    public static String code(String text) {
        String safe = plain(text).replaceAll("\\s+", " ").replace('`', '\u02cb').strip();
        return safe.isEmpty() ? "" : "`" + entities(safe) + "`";
    }

    /** Text of others as a code block of at most so many characters, fence and escapes included. */
    public static String fence(String text, int most) {
        String safe = unfenced(plain(text)).strip();
        int room = most - 10;
        String fits = cut(safe, room);
        while (entities(fits).length() > room) {
            fits = cut(fits, fits.length() - Math.max(1, (entities(fits).length() - room) / 4));
        }
        return "```\n" + entities(fits) + "\n```";
    }

    /** Mentions a person, or a group of them; an id that is none is shown as text. */
    public static String user(String id) {
        if (!ID.matcher(id).matches()) {
            return code(id);
        }
        return id.startsWith("S") ? "<!subteam^" + id + ">" : "<@" + id + ">";
    }

    public static String channel(String id) {
        return ID.matcher(id).matches() ? "<#" + id + ">" : code(id);
    }

    /** A time of day, shown in each reader's own zone. */
    public static String time(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{time}|" + CLOCK.format(at) + ">";
    }

    /** A day and time, shown in each reader's own zone. */
    public static String date(Instant at) {
        return "<!date^" + at.getEpochSecond() + "^{date_short_pretty} {time}|" + DAY.format(at) + ">";
    }

    /** Without controls and direction marks; for places that take plain text. */
    public static String plain(String text) {
        return UNSEEN.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }

    /** At most so many characters, never half of a pair, with an ellipsis where something is left out. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** Finished mrkdwn, cut so that no entity and no angle bracket is left open. */
    public static String fit(String mrkdwn, int most) {
        if (mrkdwn.length() <= most) {
            return mrkdwn;
        }
        return cut(mrkdwn, most).replaceFirst("(?:&[a-z]*|<[^>]*)…$", "…");
    }

    /** Opens and closes no code block. */
    private static String unfenced(String text) {
        return RUN.matcher(text)
                .replaceAll(run -> String.join("\u200b", run.group().split("")));
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
