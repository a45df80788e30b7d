package dev.sojourn.command;

import dev.sojourn.plan.BuildOptions;
import java.util.Optional;

/** What people may say. */
public sealed interface Command {

    record Build(BuildOptions options) implements Command {}

    /** One job, or everything that goes on. */
    record Status(Optional<Long> job) implements Command {}

    /** One job, or the asker's only running one. */
    record Cancel(Optional<Long> job) implements Command {}

    /** The build folders of a volume; the asker's own where none is named. */
    record Slots(Optional<String> volume) implements Command {}

    /** What keeps this installation from working. */
    record Doctor() implements Command {}

    record Help(Optional<String> topic) implements Command {}
}
