package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.plan.Market;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilledTest {

    private static Filled form(String ref, String targets, String cap) {
        return new Filled(
                Optional.of("ann"),
                Optional.of("llvm"),
                ref,
                targets,
                Optional.of("c7i.16xlarge"),
                Optional.of(Market.SPOT),
                cap,
                Optional.of("2"),
                true);
    }

    private static Command command(Filled filled) {
        return ((Filled.Outcome.Complete) filled.read()).command();
    }

    private static Map<Field, String> complaints(Filled filled) {
        return ((Filled.Outcome.Wrong) filled.read()).complaints();
    }

    @Test
    void a_form_comes_to_the_same_command_as_the_line_that_says_the_same() {
        Parsed typed = new CommandParser("/build")
                .parse("release/19.x --volume ann --profile llvm --target clang --target check-llvm --on c7i.16xlarge"
                        + " --spot --cap 5.00 --slot 2 --clean");

        assertThat(command(form(" release/19.x ", "clang, check-llvm clang", "$5.00")))
                .isEqualTo(((Parsed.Understood) typed).command());
    }

    @Test
    void what_is_left_open_is_left_to_the_profile() {
        Filled form = new Filled(
                Optional.empty(),
                Optional.empty(),
                "main",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                false);

        assertThat(command(form)).isEqualTo(((Parsed.Understood) new CommandParser("/build").parse("main")).command());
    }

    @Test
    void a_branch_may_have_the_name_of_a_command() {
        assertThat(command(form("status", "", ""))).isInstanceOf(Command.Build.class);
    }

    @Test
    void everything_that_is_wrong_is_complained_about_at_once() {
        assertThat(complaints(form("", "a;b", "-1"))).containsOnlyKeys(Field.REF, Field.TARGETS, Field.CAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main..dev", "-x", "a b", "$(reboot)", "{{x}}", "main\u202e", "HEAD~1", "a;b", "`id`", "refs//x"
            })
    void no_ref_gets_through_that_a_line_would_not_let_through(String ref) {
        assertThat(complaints(form(ref, "", ""))).containsOnlyKeys(Field.REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "abc", "5,00", "1e3", "0.001", "99999999", "∞"})
    void no_cap_gets_through_that_is_no_amount(String cap) {
        assertThat(complaints(form("main", "", cap))).containsOnlyKeys(Field.CAP);
    }
}
