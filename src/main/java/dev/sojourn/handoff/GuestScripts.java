package dev.sojourn.handoff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The scripts under {@code guest/}, made ready to send. Every value travels as base64 data: it is never part of a script's text,
 * so neither a shell nor SSM's own {@code parameter} interpolation ever reads it.
 */
class GuestScripts {

    private static final String WITH = "# with:";
    private static final Pattern COMMENT = Pattern.compile("(?m)^# .*\\n");

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** The full text for one run: the values, the common part, the script. */
    String compose(String file, Map<String, String> values) {
        StringBuilder text = new StringBuilder("#!/usr/bin/env bash\n");
        new TreeMap<>(values)
                .forEach((name, value) -> text.append("export SOJOURN_")
                        .append(name)
                        .append("_B64='")
                        .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                        .append("'\n"));
        text.append(bare("common")).append('\n');
        parts(file).forEach(part -> text.append(bare(part)).append('\n'));
        return text.append(bare(file)).toString();
    }

    /**
     * A script without the lines that are comments from their first column on: people read the file, and a quarter of it would
     * count against the 64 KB that SSM takes.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ssm.html">Systems Manager's quotas</a>
     */
    private String bare(String file) {
        return COMMENT.matcher(text(file)).replaceAll("");
    }

    /**
     * The same, packed into a script that unpacks itself: EC2 takes 16 KiB of user data. Equal input gives equal text, so that
     * a launch that is repeated with its token is the same order.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html">User data</a>
     */
    String composePacked(String file, Map<String, String> values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(compose(file, values).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Cannot pack " + file, impossible);
        }
        String text = Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(packed.toByteArray());
        return "#!/usr/bin/env bash\n# Packed: " + file
                + ".sh of Sojourn, to be read with: tail -n +4 | base64 -d | gunzip\n"
                + "exec bash <(base64 -d <<'PACKED' | gunzip\n" + text + "\nPACKED\n)\n";
    }

    /** What a script needs besides the common part, by a line of its own near its top: {@code # with: holders slots}. */
    private List<String> parts(String file) {
        return text(file)
                .lines()
                .limit(10)
                .filter(line -> line.startsWith(WITH))
                .flatMap(line ->
                        Arrays.stream(line.substring(WITH.length()).strip().split(" +")))
                .toList();
    }

    private String text(String file) {
        return texts.computeIfAbsent(file, GuestScripts::read);
    }

    private static String read(String file) {
        String path = "/guest/" + file + ".sh";
        try (InputStream in = GuestScripts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The guest script " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + path, broken);
        }
    }
}
