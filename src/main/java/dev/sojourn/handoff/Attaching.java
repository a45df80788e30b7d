package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Asking for an attachment under a device name that was not used before on that machine: a reused name can leave a volume
 * {@code attaching} for ever.
 *
 * @see <a href="https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/pkg/cloud/devicemanager/allocator.go">the
 *     EBS CSI driver's allocator</a>
 */
final class Attaching {

    /** The names that AWS recommends for attached volumes. */
    static final List<String> NAMES = IntStream.rangeClosed('f', 'p')
            .mapToObj(letter -> "/dev/sd" + (char) letter)
            .toList();

    private Attaching() {}

    static Decision ask(Scene scene, String instance, Collection<String> spent, String what) {
        if (!scene.job().passage().mayAsk(what, scene.now(), scene.timing().repeatAfter())) {
            return scene.waiting(scene.timing().repeatAfter(), "asked to " + what + ", waiting for the effect");
        }
        Optional<String> trouble = scene.job().passage().trouble();
        if (trouble.isPresent() && scene.job().passage().timesAsked(what) >= 3) {
            return scene.cannot(
                    "EC2 refuses to " + what + " " + instance + ": " + trouble.get() + ".",
                    "Attach " + scene.job().volume() + " by hand or mend the cause; Sojourn sees it and goes on.");
        }
        Set<String> taken = new HashSet<>(spent);
        scene.seen().instance(instance).map(InstanceView::devices).ifPresent(taken::addAll);
        String device = NAMES.stream()
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseGet(() -> NAMES.stream()
                        .filter(name -> !scene.seen()
                                .instance(instance)
                                .map(InstanceView::devices)
                                .orElse(Set.of())
                                .contains(name))
                        .findFirst()
                        .orElse(NAMES.get(0)));
        return scene.ask(
                new Action.Attach(instance, device), what, draft -> draft.passage = draft.passage.onDevice(device));
    }

    /** Attaching for too long means stuck: detached, and tried afresh under another name, as the EBS CSI driver does. */
    static Decision wait(Scene scene, VolumeView.Attachment attachment) {
        if (attachment.isDetaching()) {
            return Detaching.wait(scene, attachment);
        }
        if (scene.longerThan(scene.timing().attachStuck())) {
            return scene.askUnlessJustAsked(
                    new Action.Detach(attachment.instance(), attachment.device()),
                    "undo the stuck attachment",
                    scene.timing().attachStuck());
        }
        return scene.waiting(scene.timing().repeatAfter(), "EBS is attaching the volume");
    }
}
