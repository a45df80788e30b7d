package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.configuration.ConfigurationFile;
import dev.sojourn.configuration.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} is written from the reader, which says what keys there are, and from the comments of the
 * example: {@code ./mvnw test -Dtest=ConfigurationPageTest -Dwrite.pages=true}.
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("docs", "configuration.md");
    /** In the order of the example. */
    private static final List<String> SECTIONS = List.of(
            "installation",
            "region",
            "command",
            "volumes",
            "builders",
            "profiles",
            "policy",
            "price-table",
            "prices",
            "timing",
            "spot",
            "slack",
            "web");

    private static final Path EXAMPLE = Path.of("deploy", "sojourn.example.yaml");

    /** A key with what stands before it: spaces, a dash, and the sign of a comment where it is optional. */
    private static final Pattern KEY = Pattern.compile("^( *)(- )?(# *)?(- )?([a-z][a-z-]*):(.*)$");

    @Test
    void the_page_says_what_the_reader_reads() throws IOException {
        String page = page();
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("the page is stale; write it anew with -Dwrite.pages=true")
                .content()
                .isEqualTo(page);
    }

    @Test
    void every_key_that_is_read_is_described_in_the_example() throws IOException {
        Map<String, String> described = descriptions();
        assertThat(keys())
                .extracting(KnownKeys.Key::path)
                .filteredOn(path -> !path.endsWith(".NAME"))
                .allSatisfy(path -> assertThat(described).containsKey(place(path)))
                .hasSizeGreaterThan(60);
    }

    private static List<KnownKeys.Key> keys() {
        ConfigurationFile file = new ConfigurationFile(EXAMPLE, Path.of("/var/lib/sojourn"));
        file.read();
        return file.knownKeys().all();
    }

    /** Section and name: no name stands twice in a section. */
    private static String place(String path) {
        String section = path.replaceFirst("[.\\[].*", "");
        return section + " " + path.replaceFirst(".*[.]", "");
    }

    private static String page() throws IOException {
        Map<String, String> described = descriptions();
        StringBuilder page = new StringBuilder("""
                # Configuration

                <!-- Written from the reader and deploy/sojourn.example.yaml by ConfigurationPageTest; do not edit. -->

                One YAML file, which `SOJOURN_CONFIG` names. [`deploy/sojourn.example.yaml`](../deploy/sojourn.example.yaml) is \
                one to start from; `init` writes one for the instance that it runs on. A key that is not in this table is \
                refused with the nearest that is. `doctor` says what else is wrong, and how to mend it.

                `policy`, `profiles` and `builders`, and of `volumes` who may do what with them, are followed while the bot runs: a change \
                is in force within seconds, for jobs that are asked for from then on. Everything else takes a restart, as do `policy.strays`, \
                `policy.caps` and `policy.approval-expires`. A file that cannot be used, or whose change takes a restart, changes nothing: the one \
                before it stays in force as a whole, and log and `/llvm-build doctor` say why.

                `[]` stands for each entry of a list, `NAME` for a name of yours. A duration is `500ms`, `90s`, `3m` or `2h`.

                | Key | Value | Default | Meaning |
                |---|---|---|---|
                """);
        List<KnownKeys.Key> sorted = new ArrayList<>(keys());
        sorted.sort(
                Comparator.comparing(key -> SECTIONS.indexOf(place(key.path()).split(" ")[0])));
        for (KnownKeys.Key key : sorted) {
            if (!key.path().endsWith(".NAME")) {
                page.append("| `")
                        .append(key.path())
                        .append("` | ")
                        .append(kind(key))
                        .append(" | ")
                        .append(otherwise(key))
                        .append(" | ")
                        .append(described.getOrDefault(place(key.path()), "").replace("|", "\\|"))
                        .append(" |\n");
            }
        }
        return page.append("""

                ## Environment

                Where things are, and the secrets. `…_FILE` names a file that holds the value instead, as systemd and Kubernetes \
                hand secrets over. A secret may also be a reference, `ssm:/sojourn/INSTALLATION/slack-bot-token`: a secure string in \
                the parameter store of Systems Manager, of which the bot's role may read what is below that path alone. It is read \
                at the start: `aws ssm put-parameter --type SecureString --name … --value …`.

                | Variable | Default | Meaning |
                |---|---|---|
                | `SOJOURN_CONFIG` | `sojourn.yaml` | the file above |
                | `SOJOURN_DATA_DIR` | `sojourn-data` | database and lock of a single bot; never on a volume that travels |
                | `SOJOURN_DATABASE_URL`, `…_FILE` | | `jdbc:postgresql://…` with user and password, for several bots; without it SQLite |
                | `SLACK_BOT_TOKEN`, `…_FILE` | | `xoxb-…`; required |
                | `SLACK_APP_TOKEN`, `…_FILE` | | `xapp-…`, with `connections:write`; required |
                | `SLACK_CONFIG_TOKEN` | | `xoxe.xoxp-…`, for `doctor` alone, to compare the app with `manifest.yml` |
                | `SOJOURN_HTTP_HOST`, `SOJOURN_HTTP_PORT` | `127.0.0.1`, `8080` | where health is served |
                | `SOJOURN_LOG_JSON` | `false` | whether each line of the log is a JSON object |
                | `SOJOURN_SLACK_API_URL`, `SOJOURN_AWS_EC2_ENDPOINT`, `SOJOURN_AWS_SSM_ENDPOINT` | the real ones | other \
                addresses; plain http only to this machine |
                | `AWS_PROFILE`, `AWS_ACCESS_KEY_ID`, … | the instance's role | as everywhere with AWS |
                """).toString();
    }

    private static String kind(KnownKeys.Key key) {
        String unit = key.path().endsWith("-mib")
                ? ", in MiB"
                : key.path().endsWith("-gib") ? ", in GiB" : key.path().endsWith("-minutes") ? ", in minutes" : "";
        return key.kind() + unit;
    }

    private static String otherwise(KnownKeys.Key key) {
        return key.otherwise()
                .map(value -> value.isEmpty() || value.equals("[]") ? "" : "`" + value + "`")
                .orElse("");
    }

    /** The sentences above each key of the example, or behind it, by section and name. */
    private static Map<String, String> descriptions() throws IOException {
        Map<String, String> described = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (KnownKeys.Key key : keys()) {
            String[] names = key.path().replace("[]", "").split("[.]");
            Arrays.stream(names).forEach(name -> known.add(names[0] + " " + name));
        }
        List<String> sentences = new ArrayList<>();
        String section = "";
        String before = "";
        for (String line : Files.readAllLines(EXAMPLE)) {
            Optional<Matcher> key = Optional.of(KEY.matcher(line)).filter(Matcher::matches);
            boolean opens = key.isPresent() && line.matches("(# )?[a-z].*");
            String candidate = key.map(one -> one.group(5)).orElse("");
            String place = (opens ? candidate : section) + " " + candidate;
            boolean isSection = opens && known.stream().anyMatch(one -> one.startsWith(candidate + " "));
            if (key.isPresent() && (isSection || known.contains(place))) {
                section = opens ? candidate : section;
                String behind = key.get().group(6).contains("# ")
                        ? key.get().group(6).replaceFirst(".*?# ", "").strip()
                        : "";
                // A second key directly below the first shares its sentences.
                String text = sentences.isEmpty() && behind.isEmpty() ? before : String.join(" ", sentences);
                String full = (text.isEmpty() || !behind.isEmpty() ? behind : text).replaceFirst(",$", "");
                described.put(place, full);
                inline(key.get().group(6))
                        .forEach(inner -> described.putIfAbsent(
                                (opens ? candidate : key.isPresent() ? place.split(" ")[0] : "") + " " + inner, full));
                before = full;
                sentences.clear();
            } else if (line.strip().matches("# \\S.*")) {
                sentences.add(line.strip().substring(2).strip());
            } else {
                sentences.clear();
                before = "";
            }
        }
        return described;
    }

    /** The keys of a map that is written in one line. */
    private static List<String> inline(String value) {
        List<String> names = new ArrayList<>();
        Matcher name = Pattern.compile("[{,] *([a-z-]+):").matcher(value);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
