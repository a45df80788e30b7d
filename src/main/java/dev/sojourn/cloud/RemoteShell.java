package dev.sojourn.cloud;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scripts on instances, by the agent that runs there. */
public interface RemoteShell {

    /** How the agents of these instances stand; an instance whose agent never registered is absent. */
    CloudAnswer<Map<String, Agent>> agents(Collection<String> instances);

    /**
     * Sends one script to one or more instances. There is no idempotency token: an unclear answer may have run it.
     *
     * @param operation at most 100 characters, kept as the command's comment and found again by {@link #find}
     * @return the command's id
     */
    CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeoutSeconds);

    /** The command that was sent to the instance under this operation id, if the cloud knows one. */
    CloudAnswer<Optional<String>> find(String instance, String operation);

    /** How one command went on each of its instances; standard output cut to 2,500 characters. */
    CloudAnswer<List<Invocation>> invocations(String command);

    /** How all commands sent since a moment went, at most the newest 500; standard output cut to 2,500 characters. */
    CloudAnswer<List<Invocation>> invocationsSince(Instant since);

    /** One invocation with standard output up to 24,000 characters. */
    CloudAnswer<Invocation> invocation(String command, String instance);

    /** Whether the agent answers. */
    enum Agent {
        ONLINE,
        LOST
    }

    /**
     * One run of a command on one instance.
     *
     * @param output standard output; empty until it has ended
     */
    record Invocation(String command, String instance, String operation, Status status, String output, String error) {

        /** Where a run stands. A dead instance leaves it at {@link #UNDERWAY} until its time is up. */
        public enum Status {
            UNDERWAY,
            /** Ended with exit code 0. */
            SUCCEEDED,
            /** Ended with another exit code, was cancelled, timed out, or could not be delivered. */
            FAILED
        }
    }
}
