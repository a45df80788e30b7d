package dev.sojourn.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.job.QuietHours;
import dev.sojourn.job.Span;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Usd;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {

    private final CommandParser parser = new CommandParser("/build");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u00A0", "\u200B", "help", "Help", "--help", "-h", "?"})
    void noTextOrAnyWayToAskForHelpGivesHelp(String text) {
        assertThat(understood(text)).isEqualTo(new Command.Help(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"build", "status", "cancel", "approval", "options"})
    void helpHasATopic(String topic) {
        assertThat(understood("help " + topic)).isEqualTo(new Command.Help(Optional.of(topic)));
    }

    @Test
    void askingACommandForHelpGivesHelpOnIt() {
        assertThat(understood("cancel --help")).isEqualTo(new Command.Help(Optional.of("cancel")));
        assertThat(understood("main --help")).isEqualTo(new Command.Help(Optional.of("build")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "main",
                "release/19.x",
                "v1.2.0-rc1",
                "4f2a9c1",
                "users/ann/fix+more@home",
                "refs/heads/status",
                "Main",
                "stable"
            })
    void aBranchATagACommitOrTheWorkingTreeIsBuilt(String ref) {
        assertThat(understood(ref)).isEqualTo(new Command.Build(BuildOptions.of(ref)));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(build("main --volume ann --profile release --on c7i.16xlarge --spot --target check-all"
                        + " --target bin/tool --cap $5 --slot 2 --clean --dry-run"))
                .isEqualTo(new BuildOptions(
                        "main",
                        Optional.of("ann"),
                        Optional.of("release"),
                        Optional.of("c7i.16xlarge"),
                        Optional.of(Market.SPOT),
                        List.of("check-all", "bin/tool"),
                        Optional.of(Usd.of("5")),
                        Optional.of(2),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        true));
    }

    @Test
    void optionsMayStandBeforeTheRefAndHoldTheirValueByAnEqualsSign() {
        assertThat(build("--on=C7I.16xlarge --cap=5.25 --on-demand main"))
                .isEqualTo(new BuildOptions(
                        "main",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("c7i.16xlarge"),
                        Optional.of(Market.ON_DEMAND),
                        List.of(),
                        Optional.of(Usd.of("5.25")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false));
    }

    @Test
    void targetsMayBeListedAndAreTakenOnceEach() {
        assertThat(build("main --targets tool,check-all, --target tool").targets())
                .containsExactly("tool", "check-all");
    }

    @ParameterizedTest
    @CsvSource({"status,", "STATUS,", "status #12,12", "status 12,12", "Status   #12 ,12"})
    void statusIsOfOneJobOrOfAll(String text, Long job) {
        assertThat(understood(text)).isEqualTo(new Command.Status(Optional.ofNullable(job)));
    }

    @ParameterizedTest
    @CsvSource({"cancel,", "cancel #7,7", "cancel 7,7"})
    void cancelIsOfOneJobOrOfTheOnlyOne(String text, Long job) {
        assertThat(understood(text)).isEqualTo(new Command.Cancel(Optional.ofNullable(job)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status 7",
                "status #7",
                "status # 7",
                "status job 7",
                "status job #7",
                "Status Job 7",
                "status job7",
                "status build 7",
                "status no. 7",
                "status number 7",
                "status JOB NUMBER 7",
                "status <#C012345|7>",
            })
    void aJobsNumberIsTakenInAnyOfItsForms(String text) {
        assertThat(understood(text)).isEqualTo(new Command.Status(new Which.Numbered(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs last", "logs Last", "logs latest", "logs the last one", "logs my last job"})
    void theLastOneNeedsNoNumber(String text) {
        assertThat(understood(text)).isEqualTo(new Command.Logs(new Which.Last()));
    }

    @Test
    void everyCommandAboutAJobTakesItOrNone() {
        assertThat(understood("retry")).isEqualTo(new Command.Retry(new Which.Unsaid()));
        assertThat(understood("retry #12")).isEqualTo(new Command.Retry(new Which.Numbered(12)));
        assertThat(understood("logs")).isEqualTo(new Command.Logs(new Which.Unsaid()));
        assertThat(understood("watch 3")).isEqualTo(new Command.Watch(new Which.Numbered(3)));
        assertThat(understood("unwatch 3")).isEqualTo(new Command.Unwatch(new Which.Numbered(3)));
    }

    @Test
    void questionsTakeWhatTheyAreAbout() {
        assertThat(understood("queue")).isEqualTo(new Command.Queue(Optional.empty()));
        assertThat(understood("queue ann")).isEqualTo(new Command.Queue(Optional.of("ann")));
        assertThat(understood("history")).isEqualTo(new Command.History(10));
        assertThat(understood("quiet")).isEqualTo(new Command.Quiet(Optional.empty(), false));
        assertThat(understood("quiet off")).isEqualTo(new Command.Quiet(Optional.empty(), true));
        assertThat(understood("quiet 22-7:30 Europe/Berlin"))
                .isEqualTo(new Command.Quiet(
                        Optional.of(
                                new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30), ZoneId.of("Europe/Berlin"))),
                        false));
        assertThat(understood("cost")).isEqualTo(new Command.Cost(Span.MONTH, false));
        assertThat(understood("cost WEEK csv")).isEqualTo(new Command.Cost(Span.WEEK, true));
        assertThat(understood("cost csv day")).isEqualTo(new Command.Cost(Span.DAY, true));
        assertThat(understood("history 25")).isEqualTo(new Command.History(25));
        assertThat(understood("where")).isEqualTo(new Command.Where());
        assertThat(understood("audit")).isEqualTo(new Command.Audit(AuditExport.Form.CSV));
        assertThat(understood("audit JSON")).isEqualTo(new Command.Audit(AuditExport.Form.JSON));
        assertThat(understood("profiles")).isEqualTo(new Command.Profiles());
        assertThat(understood("help log")).isEqualTo(new Command.Help(Optional.of("logs")));
        assertThat(understood("unwatch --help")).isEqualTo(new Command.Help(Optional.of("watch")));
    }

    private Command understood(String text) {
        Parsed parsed = parser.parse(text);
        assertThat(parsed).isInstanceOf(Parsed.Understood.class);
        return ((Parsed.Understood) parsed).command();
    }

    private BuildOptions build(String text) {
        return ((Command.Build) understood(text)).options();
    }
}
