package dev.sojourn.command;

import dev.sojourn.job.QuietHours;
import dev.sojourn.job.Span;
import dev.sojourn.plan.BuildOptions;
import java.util.Optional;

/** What people may say. */
public sealed interface Command {

    /** @param told who hears how it ends, beside the asker */
    record Build(BuildOptions options, Told told) implements Command {

        public Build(BuildOptions options) {
            this(options, Told.NOBODY);
        }
    }

    /** A command about one job. */
    sealed interface AboutJob extends Command {

        Which job();

        /** The same about another job. */
        AboutJob about(Which other);
    }

    /** One job, or everything that goes on. */
    record Status(Which job) implements AboutJob {

        public Status(Optional<Long> number) {
            this(Which.of(number));
        }

        @Override
        public Status about(Which other) {
            return new Status(other);
        }
    }

    /** One job, or the asker's only running one. */
    record Cancel(Which job) implements AboutJob {

        public Cancel(Optional<Long> number) {
            this(Which.of(number));
        }

        @Override
        public Cancel about(Which other) {
            return new Cancel(other);
        }
    }

    /** The same build as that job's, or as the asker's newest, as a new job. */
    record Retry(Which job) implements AboutJob {

        @Override
        public Retry about(Which other) {
            return new Retry(other);
        }
    }

    /** The end of a job's log; of the asker's newest where none is named. */
    record Logs(Which job) implements AboutJob {

        @Override
        public Logs about(Which other) {
            return new Logs(other);
        }
    }

    /** To be told by direct message how a job ends. */
    record Watch(Which job) implements AboutJob {

        @Override
        public Watch about(Which other) {
            return new Watch(other);
        }
    }

    /** Not to be told any more. */
    record Unwatch(Which job) implements AboutJob {

        @Override
        public Unwatch about(Which other) {
            return new Unwatch(other);
        }
    }

    /** Who has each volume and who waits for it; of one volume, where it is named. */
    record Queue(Optional<String> volume) implements Command {}

    /** The newest jobs that are over, at most so many. */
    record History(int count) implements Command {}

    /**
     * What builds cost.
     *
     * @param asFile job by job, as a table for other programs
     */
    record Cost(Span span, boolean asFile) implements Command {}

    /** Where each volume is. */
    record Where() implements Command {}

    /** The build folders of a volume; the asker's own where none is named. */
    record Slots(Optional<String> volume) implements Command {}

    /** What keeps this installation from working. */
    record Doctor() implements Command {}

    /** The kinds of builds that there are. */
    record Profiles() implements Command {}

    /** What people did about builds, as a file. */
    record Audit(AuditExport.Form form) implements Command {}

    /**
     * Hours in which the asker is not to be called; without any, it asks what they are.
     *
     * @param off whether those that there are end
     */
    record Quiet(Optional<QuietHours> hours, boolean off) implements Command {}

    record Help(Optional<String> topic) implements Command {}
}
