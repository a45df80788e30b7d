package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualTest {

    /** Slack cuts the text of a section at 3,000 characters. */
    private static final int SECTION = 3000;

    static Stream<Optional<String>> pages() {
        return Stream.concat(
                Stream.of(Optional.empty(), Optional.of("nothing known")),
                Manual.topics().stream().map(Optional::of));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageFitsOneSectionAndNeedsNoEscaping(Optional<String> topic) {
        assertThat(Manual.text(topic, "/build"))
                .isNotBlank()
                .hasSizeLessThan(SECTION)
                .doesNotContain("&", "<", ">", "@");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLineThatThePagesShowIsUnderstood(Optional<String> topic) {
        CommandParser parser = new CommandParser("/build");
        assertThat(Pattern.compile("`/build ([^`]+)`")
                        .matcher(Manual.text(topic, "/build"))
                        .results())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(parser.parse(line.group(1))).isInstanceOf(Parsed.Understood.class));
    }
}
