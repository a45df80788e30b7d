package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "ls -l | sort && wc -l || tac § ls sort wc tac",
                "if ! cmp a b; then rm a; else cp a b; fi § cmp rm cp",
                "while read -r x; do cut -c 1; done < <(find .) § read cut find",
                "for i in one two; do touch $i; done § touch",
                "x=$(date +%s) y=1 env § date env",
                "x=$(($(nproc) - 1)) § nproc",
                "((a > $(id -u))) && tee § id tee",
                "echo \"now $(stat \"$(mktemp)\") later\" § echo stat mktemp",
                "[[ $(uname) == \"a b\" && $x =~ ^(y|z)$ ]] || head § uname head",
                "case $(tty) in a | b) tr a b ;; (c) sed s/a/b/ ;; esac; paste § tty tr sed paste",
                "awk '{print $1; system(\"sl\")}' <<<\"$x\" # not tail § awk",
                "as_owner env A=1 -i git status § as_owner env git",
                "timeout 2 bash -c 'cat <&3; dd' x § timeout bash cat dd",
                "f() { mkdir x; }; f § mkdir",
                "find . -exec chmod 1 {} + § find chmod",
                "way=(setpriv --reuid 1) none=() word=(plain) § setpriv",
                "\"$tool\" -x; ${other} y § ",
                "echo ${x//\\\"/$(printf .)} § echo printf",
            })
    void aCommandIsWhateverStandsInTheirPlace(String script, String commands) {
        assertThat(ShellCommands.calledBy(script).keySet())
                .isEqualTo(commands == null ? Set.of() : Set.of(commands.split(" ")));
    }

    @Test
    void aCommandIsReportedWithItsLine() {
        assertThat(ShellCommands.calledBy("a='\n\n'\nb \\\n  c\nd"))
                .containsEntry("b", 4)
                .containsEntry("d", 6);
    }

    @Test
    void whatIsNotUnderstoodIsSaidAloud() {
        assertThatThrownBy(() -> ShellCommands.calledBy("cat <<END\nrm\nEND"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 1");
    }
}
