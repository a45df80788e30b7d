package dev.sojourn.slack.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import dev.sojourn.doctor.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTextTest {

    private static String text(List<Line> lines) {
        return DiagnosisText.of(new Report(Instant.EPOCH, lines));
    }

    @Test
    void what_is_wrong_comes_first_with_what_mends_it_then_what_nobody_could_see() {
        String text = text(new Lines("host of ann")
                .fine("agent", "online")
                .unchecked("mount", "no answer")
                .wrong("clock", "400 s apart", "timedatectl")
                .all());
        assertThat(text)
                .startsWith("*Doctor:* 1 ok, 1 cannot be checked, 1 wrong.")
                .contains("host of ann, clock: 400 s apart\\n   → timedatectl".replace("\\n", "\n"));
        assertThat(text.indexOf("*Wrong*")).isLessThan(text.indexOf("*Cannot check*"));
    }

    @Test
    void words_from_outside_can_neither_call_anybody_nor_look_like_a_link() {
        assertThat(text(new Lines("x").wrong("y", "<!channel> & <@U1>", "z").all()))
                .doesNotContain("<!channel>", "<@U1>")
                .contains("&lt;!channel&gt; &amp;");
    }

    @Test
    void a_long_report_says_how_much_it_leaves_out() {
        Lines lines = new Lines("x");
        List<String> names = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            names.add("s" + at);
        }
        names.forEach(name -> lines.wrong(name, "broken", "mend"));
        assertThat(text(lines.all())).contains("… and 18 more");
    }
}
