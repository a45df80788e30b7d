package dev.sojourn.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What can be typed behind {@code java -jar quarkus-run.jar}. */
public final class CommandLineTool {

    /** Nothing is wrong. */
    static final int FINE = 0;

    /** It was done, and something is wrong. */
    static final int WRONG = 1;

    /** It was not done. */
    public static final int NOT_DONE = 2;

    private static final String USAGE = """
            Sojourn lends a volume to a big builder, and brings it home.
              (nothing)            starts the bot
              init [FILE]          writes a configuration for the instance that this runs on; asks what it cannot find
              doctor [--json]      looks what keeps this installation from working; changes nothing
              doctor --launch      the same, and launches a builder of the cheapest type, looks at it and ends it
              backup FILE          copies the embedded database, also while the bot runs
              restore FILE         puts such a copy in its place, while no bot runs
              copy-to-postgresql   takes all jobs to SOJOURN_DATABASE_URL, while none is running
              price-table FILE…    makes a price table of what the AWS Pricing API answered (docs/cost.md)
              drain [--wait]       takes no new jobs and lets the others come home; drain --off ends it
              help                 this
            Where things are is in the environment: SOJOURN_CONFIG, SOJOURN_DATA_DIR, SOJOURN_DATABASE_URL,
            SLACK_BOT_TOKEN, SLACK_APP_TOKEN.
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;

    public CommandLineTool(Map<String, String> environment, PrintStream out, PrintStream err) {
        this(environment, out, err, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    public CommandLineTool(Map<String, String> environment, PrintStream out, PrintStream err, BufferedReader in) {
        this.in = in;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Answers the exit code. */
    public int run(String... words) {
        List<String> options = Arrays.asList(words).subList(1, words.length);
        return switch (words[0]) {
            case "init" -> new InitCommand(environment, out, err, in, System.console() != null).run(options);
            case "backup", "restore", "copy-to-postgresql", "drain" ->
                new StoreCommands(environment, out, err, Clock.systemUTC()).run(words[0], options);
            case "price-table" -> new PriceTableCommand(out, err).run(options);
            case "doctor" -> new DoctorCommand(environment, out, err).run(options);
            case "help", "--help", "-h" -> {
                out.print(USAGE);
                yield FINE;
            }
            default -> {
                err.print("There is no command " + words[0] + ".\n" + USAGE);
                yield NOT_DONE;
            }
        };
    }
}
