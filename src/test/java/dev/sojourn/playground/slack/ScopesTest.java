package dev.sojourn.playground.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ScopesTest {
    private static final Pattern SCOPE = Pattern.compile("^ +- ([a-z_.:]+)( +#.*)?$");

    @Test
    void theBotMayDoHereWhatTheManifestAsksForAndNothingElse() throws Exception {
        List<String> asked = Files.readAllLines(Path.of("manifest.yml")).stream()
                .dropWhile(line -> !line.strip().equals("bot:"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("settings:"))
                .map(SCOPE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(scope -> scope.group(1))
                .toList();
        assertThat(Team.BOT_SCOPES).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void peopleHaveHereTheShortcutsOfTheManifestAndNoOthers() throws Exception {
        List<String> named = Files.readAllLines(Path.of("manifest.yml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("callback_id: "))
                .map(line -> line.substring("callback_id: ".length()))
                .toList();
        assertThat(Team.SHORTCUTS).containsExactlyInAnyOrderElementsOf(named);
    }
}
