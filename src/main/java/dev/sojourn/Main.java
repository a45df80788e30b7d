package dev.sojourn;

import dev.sojourn.cli.CommandLineTool;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins: without words the bot, with words a command that does one thing and ends. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... words) {
        if (words.length == 0) {
            Quarkus.run();
        } else {
            System.exit(new CommandLineTool(System.getenv(), System.out, System.err).run(words));
        }
    }
}
