package dev.sojourn.command;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that a person meant, without what Slack and phones made of it: links, entities, typographic quotes and
 * dashes, spaces of other kinds, characters without width.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Slack: formatting message text</a>
 */
final class PlainText {

    /** What Slack makes of a host name, an address, a user or a channel: {@code <url|label>}, {@code <@U1|ann>}. */
    private static final Pattern LINK = Pattern.compile("<([@#!]?)([^<>|]*)(?:\\|([^<>]*))?>");

    /** Phones make one long dash of two short ones. Inside a word nobody can tell, so only a word's beginning counts. */
    private static final Pattern LENGTHENED_DASHES =
            Pattern.compile("(?<=^|\\s)-*[\\u2012-\\u2015][-\\u2012-\\u2015]*");

    private PlainText() {}

    static String of(String text) {
        // Links first: a < that somebody typed is still &lt; then, and is not taken for one.
        String unescaped = unescapedOnce(withoutLinks(text));
        StringBuilder plain = new StringBuilder(unescaped.length());
        Normalizer.normalize(unescaped, Normalizer.Form.NFC).codePoints().forEach(point -> append(plain, point));
        return LENGTHENED_DASHES.matcher(plain).replaceAll("--").strip();
    }

    private static String withoutLinks(String text) {
        return LINK.matcher(text).replaceAll(link -> {
            String label = link.group(3);
            String shown = label == null || label.isEmpty() ? link.group(2) : label;
            String sign = link.group(1);
            return Matcher.quoteReplacement(shown.startsWith(sign) ? shown : sign + shown);
        });
    }

    private static String unescapedOnce(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static void append(StringBuilder plain, int point) {
        switch (point) {
            case '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\u2033' -> plain.append('"');
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032' -> plain.append('\'');
            case '\u2010', '\u2011', '\u2212', '\uFE63', '\uFF0D' -> plain.append('-');
            case '\u00AD', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060', '\uFEFF' -> {
                // Without width or meaning of their own: they come along when text is copied from a page.
            }
            default -> appendOther(plain, point);
        }
    }

    private static void appendOther(StringBuilder plain, int point) {
        if (Character.isSpaceChar(point) || point == '\t' || point == '\n' || point == '\r') {
            plain.append(' ');
        } else {
            plain.appendCodePoint(point);
        }
    }
}
