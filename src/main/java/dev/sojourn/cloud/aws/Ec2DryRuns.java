package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.Asked;
import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.LaunchOrder;
import dev.sojourn.cloud.Permissions;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;

/** Permissions by EC2's dry runs, whose success is the error {@code DryRunOperation}. */
final class Ec2DryRuns implements Permissions {

    private static final String WOULD_HAVE_BEEN_DONE = "DryRunOperation";

    private final Ec2Client changing;
    private final Launch launch;

    Ec2DryRuns(Ec2Client changing, Launch launch) {
        this.changing = changing;
        this.launch = launch;
    }

    @Override
    public CloudAnswer<Asked> launch(LaunchOrder order) {
        return outcome(launch.dryRun(order));
    }

    @Override
    public CloudAnswer<Asked> attach(String volume, String instance, String device) {
        return outcome(Answers.of(() -> changing.attachVolume(call ->
                call.volumeId(volume).instanceId(instance).device(device).dryRun(true))));
    }

    @Override
    public CloudAnswer<Asked> detach(String volume, String instance, String device) {
        return outcome(Answers.of(() -> changing.detachVolume(call ->
                call.volumeId(volume).instanceId(instance).device(device).dryRun(true))));
    }

    @Override
    public CloudAnswer<Asked> keepOnTermination(String instance, String device) {
        InstanceBlockDeviceMappingSpecification kept = InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(device)
                .ebs(ebs -> ebs.deleteOnTermination(false))
                .build();
        return outcome(Answers.of(() -> changing.modifyInstanceAttribute(
                call -> call.instanceId(instance).blockDeviceMappings(kept).dryRun(true))));
    }

    @Override
    public CloudAnswer<Asked> terminate(String instance) {
        return outcome(Answers.of(() ->
                changing.terminateInstances(call -> call.instanceIds(instance).dryRun(true))));
    }

    private static CloudAnswer<Asked> outcome(CloudAnswer<?> answer) {
        if (answer instanceof Refused<?> refused) {
            return refused.code().equals(WOULD_HAVE_BEEN_DONE)
                    ? CloudAnswer.accepted(Asked.ASKED)
                    : new Refused<>(refused.refusal(), refused.code(), refused.message());
        }
        if (answer instanceof Unclear<?> unclear) {
            return new Unclear<>(unclear.message());
        }
        return new Unclear<>("the endpoint did what it was only asked about: it does not know dry runs");
    }
}
