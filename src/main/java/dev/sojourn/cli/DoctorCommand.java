package dev.sojourn.cli;

import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.cloud.aws.AwsEndpoints;
import dev.sojourn.configuration.Configuration;
import dev.sojourn.configuration.ConfigurationFile;
import dev.sojourn.configuration.Problems;
import dev.sojourn.configuration.Surroundings;
import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import dev.sojourn.doctor.Report;
import dev.sojourn.slack.workspace.SlackSettings;
import dev.sojourn.store.FolderCheck;
import dev.sojourn.store.ServerCheck;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code doctor [--json] [--launch]}: looks at an installation from outside of its bot, which may run or not. */
final class DoctorCommand {

    private static final Set<String> OPTIONS = Set.of("--json", "--launch");

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    DoctorCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    int run(List<String> options) {
        Optional<String> unknown =
                options.stream().filter(option -> !OPTIONS.contains(option)).findFirst();
        if (unknown.isPresent()) {
            err.println("doctor has no option " + unknown.get() + "; it has --json, and --launch for a smoke trip.");
            return CommandLineTool.NOT_DONE;
        }
        Report report = report(Clock.systemUTC(), options.contains("--launch"));
        out.println(
                options.contains("--json")
                        ? ReportText.json(report)
                        : ReportText.plain(report).stripTrailing());
        return report.wrong() == 0 ? CommandLineTool.FINE : CommandLineTool.WRONG;
    }

    private Report report(Clock clock, boolean launches) {
        try {
            Surroundings surroundings = Surroundings.of(environment);
            Configuration configuration =
                    new ConfigurationFile(surroundings.config(), surroundings.dataFolder()).read();
            AwsEndpoints endpoints = new AwsEndpoints(surroundings.ec2(), surroundings.ssm(), configuration.region());
            try (AwsCloud aws = AwsCloud.at(endpoints, (service, action, took, code) -> {}, clock)) {
                Report report = Diagnosis.of(
                                surroundings,
                                configuration,
                                slack(surroundings, configuration),
                                aws,
                                Optional::empty,
                                database(surroundings),
                                Optional.empty(),
                                clock,
                                () -> new Lines("configuration")
                                        .fine("file", surroundings.config() + ", complete")
                                        .all())
                        .examine();
                return launches ? with(report, configuration, aws, clock) : report;
            }
        } catch (Problems.Unusable unusable) {
            Lines lines = new Lines("configuration");
            unusable.problems()
                    .forEach(problem -> lines.wrong(
                            "file", problem, "correct it; deploy/sojourn.example.yaml describes every key"));
            lines.unchecked("everything else", "it takes a configuration to know what to look at");
            return new Report(clock.instant(), lines.all());
        } catch (IllegalArgumentException unusable) {
            Lines lines = new Lines("configuration")
                    .wrong("environment", String.valueOf(unusable.getMessage()), "correct it where the bot starts")
                    .unchecked("everything else", "it takes a configuration to know what to look at");
            return new Report(clock.instant(), lines.all());
        }
    }

    /** With what a launch shows; none where something is wrong already, which a launch would only fail at. */
    private static Report with(Report report, Configuration configuration, AwsCloud aws, Clock clock) {
        List<Line> more = report.wrong() > 0
                ? new Lines("trip")
                        .unchecked("launch", "something is wrong already: mend that first")
                        .all()
                : Diagnosis.trips(configuration, aws, clock).examine().lines();
        return new Report(
                report.at(),
                Stream.concat(report.lines().stream(), more.stream()).toList());
    }

    private static Check database(Surroundings surroundings) {
        return surroundings
                .databaseUrl()
                .<Check>map(ServerCheck::new)
                .orElseGet(() -> new FolderCheck(surroundings.dataFolder()));
    }

    private static SlackSettings slack(Surroundings surroundings, Configuration configuration) {
        return SlackSettings.of(surroundings.slackApi(), surroundings.botToken(), surroundings.appToken())
                .withCommand(configuration.command());
    }
}
