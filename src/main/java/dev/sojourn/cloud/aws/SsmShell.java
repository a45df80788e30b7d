package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.RemoteShell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.CommandFilterKey;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/**
 * Scripts by Systems Manager's Run Command.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html">Run Command</a>
 */
final class SsmShell implements RemoteShell {

    /** How far back {@link #find} looks: a command that was asked about later than this has expired long ago. */
    static final Duration FOUND_WITHIN = Duration.ofHours(2);

    private static final int AGENTS_AT_ONCE = 100;
    private static final int PAGE = 50;
    private static final int NEWEST = 500;

    private final SsmClient reading;
    private final InstantSource clock;
    private final ScriptSending sending;
    private final Coalescer<Agent> agents;

    SsmShell(SsmClient reading, SsmClient sending, Duration company, InstantSource clock) {
        this.reading = reading;
        this.clock = clock;
        this.sending = new ScriptSending(sending);
        this.agents = new Coalescer<>(company, AGENTS_AT_ONCE, this::lookAtAgents);
    }

    @Override
    public CloudAnswer<Map<String, Agent>> agents(Collection<String> instances) {
        return agents.ask(instances);
    }

    @Override
    public CloudAnswer<String> send(Collection<String> instances, String operation, String script, int timeoutSeconds) {
        return sending.send(instances, operation, script, timeoutSeconds);
    }

    @Override
    public CloudAnswer<Optional<String>> find(String instance, String operation) {
        CommandFilter recent = invokedAfter(clock.instant().minus(FOUND_WITHIN));
        return Answers.of(
                () -> reading
                        .listCommandsPaginator(call ->
                                call.instanceId(instance).filters(recent).maxResults(PAGE))
                        .commands()
                        .stream()
                        .filter(command -> operation.equals(command.comment()))
                        .findFirst()
                        .map(Command::commandId));
    }

    @Override
    public CloudAnswer<List<Invocation>> invocations(String command) {
        return Answers.of(() -> {
            List<Invocation> all = new ArrayList<>();
            for (String part : CommandIds.split(command)) {
                all.addAll(list(call -> call.commandId(part)));
            }
            return List.copyOf(all);
        });
    }

    @Override
    public CloudAnswer<List<Invocation>> invocationsSince(Instant since) {
        return Answers.of(() -> list(call -> call.filters(invokedAfter(since))));
    }

    @Override
    public CloudAnswer<Invocation> invocation(String command, String instance) {
        CloudAnswer<Invocation> answer =
                new Refused<>(Refusal.NOT_FOUND, "InvocationDoesNotExist", "no command was named");
        for (String part : CommandIds.split(command)) {
            answer = Answers.of(() -> InvocationReader.read(
                    reading.getCommandInvocation(call -> call.commandId(part).instanceId(instance))));
            if (!answer.isRefused(Refusal.NOT_FOUND)) {
                return answer;
            }
        }
        return answer;
    }

    private List<Invocation> list(Consumer<ListCommandInvocationsRequest.Builder> which) {
        return reading
                .listCommandInvocationsPaginator(call -> {
                    which.accept(call);
                    call.details(true).maxResults(PAGE);
                })
                .commandInvocations()
                .stream()
                .limit(NEWEST)
                .map(InvocationReader::read)
                .toList();
    }

    private Map<String, Agent> lookAtAgents(List<String> instances) {
        InstanceInformationStringFilter byId = InstanceInformationStringFilter.builder()
                .key("InstanceIds")
                .values(instances)
                .build();
        Map<String, Agent> found = new HashMap<>();
        reading.describeInstanceInformationPaginator(call -> call.filters(byId).maxResults(PAGE))
                .instanceInformationList()
                .forEach(agent -> found.put(
                        agent.instanceId(), agent.pingStatus() == PingStatus.ONLINE ? Agent.ONLINE : Agent.LOST));
        return found;
    }

    private static CommandFilter invokedAfter(Instant moment) {
        return CommandFilter.builder()
                .key(CommandFilterKey.INVOKED_AFTER)
                .value(moment.truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }
}
