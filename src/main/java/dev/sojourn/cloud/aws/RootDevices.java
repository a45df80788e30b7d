package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.Refusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/** The device name under which each image expects its root disk. An image never changes it, so it is asked for once. */
final class RootDevices {

    private final Ec2Client looking;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    RootDevices(Ec2Client looking) {
        this.looking = looking;
    }

    CloudAnswer<String> of(String image) {
        String name = known.get(image);
        if (name != null) {
            return CloudAnswer.accepted(name);
        }
        return Answers.then(
                Answers.of(() ->
                        looking.describeImages(call -> call.imageIds(image)).images()),
                images -> remember(image, images));
    }

    private CloudAnswer<String> remember(String image, List<Image> images) {
        if (images.isEmpty() || images.get(0).rootDeviceName() == null) {
            return new Refused<>(
                    Refusal.NOT_FOUND, "InvalidAMIID.NotFound", "no image " + image + " with a root device to be seen");
        }
        String name = images.get(0).rootDeviceName();
        known.put(image, name);
        return CloudAnswer.accepted(name);
    }
}
