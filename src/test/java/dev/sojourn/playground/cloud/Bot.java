package dev.sojourn.playground.cloud;

import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/** What a bot does, in a few words, through the real SDK. */
final class Bot implements AutoCloseable {
    static final String VOLUME = "vol-0a11aaaa00000001";

    final Ec2Client ec2;
    final SsmClient ssm;

    Bot(LocalAws aws) {
        ec2 = aws.ec2();
        ssm = aws.ssm();
    }

    RunInstancesResponse run(String token, Consumer<RunInstancesRequest.Builder> more) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .imageId(Region.IMAGE)
                .subnetId(Region.SUBNET)
                .instanceType("c7i.16xlarge")
                .minCount(1)
                .maxCount(1)
                .clientToken(token)
                .instanceInitiatedShutdownBehavior("terminate")
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(
                                tag("sojourn:installation", "playground"),
                                tag("sojourn:role", "builder"),
                                tag("sojourn:job", token))
                        .build());
        more.accept(request);
        return ec2.runInstances(request.build());
    }

    /** A builder of its own job; answers with its id. */
    String launch(Consumer<RunInstancesRequest.Builder> more) {
        return run(UUID.randomUUID().toString(), more).instances().get(0).instanceId();
    }

    Instance instance(String id) {
        return ec2.describeInstances(all -> all.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    Volume volume(String id) {
        return ec2.describeVolumes(all -> all.volumeIds(id)).volumes().get(0);
    }

    void awaitState(String id, InstanceStateName state) {
        await().atMost(LocalAws.patience())
                .ignoreExceptionsMatching(error -> error instanceof Ec2Exception)
                .until(() -> instance(id).state().name() == state);
    }

    void awaitAgent(String id) {
        await().atMost(LocalAws.patience())
                .until(() -> ssm
                        .describeInstanceInformation(all -> all.filters(InstanceInformationStringFilter.builder()
                                .key("InstanceIds")
                                .values(id)
                                .build()))
                        .instanceInformationList()
                        .stream()
                        .anyMatch(one -> one.pingStatusAsString().equals("Online")));
    }

    void awaitVolume(String state) {
        awaitVolumeOf(VOLUME, state);
    }

    void awaitVolumeOf(String volume, String state) {
        await().atMost(LocalAws.patience())
                .until(() -> volume(volume).stateAsString().equals(state));
    }

    void awaitAttached(String instance) {
        await().atMost(LocalAws.patience())
                .until(() -> volume(VOLUME).attachments().stream()
                        .anyMatch(one -> one.instanceId().equals(instance)
                                && one.stateAsString().equals("attached")));
    }

    String send(String instance, Consumer<SendCommandRequest.Builder> more, String... lines) {
        SendCommandRequest.Builder request = SendCommandRequest.builder()
                .documentName("AWS-RunShellScript")
                .instanceIds(instance)
                .parameters(java.util.Map.of("commands", java.util.List.of(lines)));
        more.accept(request);
        return ssm.sendCommand(request.build()).command().commandId();
    }

    GetCommandInvocationResponse awaitEnd(String command, String instance) {
        return await().atMost(LocalAws.patience())
                .ignoreExceptionsMatching(error -> error instanceof InvocationDoesNotExistException)
                .until(
                        () -> ssm.getCommandInvocation(
                                one -> one.commandId(command).instanceId(instance)),
                        one -> !java.util.Set.of("Pending", "InProgress", "Cancelling")
                                .contains(one.statusAsString()));
    }

    GetCommandInvocationResponse shell(String instance, String... lines) {
        return awaitEnd(send(instance, more -> {}, lines), instance);
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Override
    public void close() {
        ec2.close();
        ssm.close();
    }
}
