package dev.sojourn.handoff;

import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asking for an attachment under a device name that was not used before on that machine: a reused name can leave a volume
 * {@code attaching} for ever.
 *
 * @see <a href="https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/pkg/cloud/devicemanager/allocator.go">the
 *     EBS CSI driver's allocator</a>
 */
final class Attaching {

    /**
     * First those that AWS recommends, then others that it allows: a name that was used may still get a detach that comes late,
     * so there must be many.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html">Device names</a>
     */
    static final List<String> NAMES = Stream.concat(
                    IntStream.rangeClosed('f', 'p').mapToObj(letter -> "/dev/sd" + (char) letter),
                    IntStream.rangeClosed('a', 'z').mapToObj(letter -> "/dev/xvdb" + (char) letter))
            .toList();

    private static final String UNDO = "undo the stuck attachment";

    private Attaching() {}

    /**
     * Whether the attachment is there to stay. One whose detach was asked for is not, even if it is attached by now: the
     * detach may still come, however late.
     */
    static boolean isToStay(Scene scene, VolumeView.Attachment attachment) {
        return attachment.isAttached() && !mayDepart(scene, attachment.instance(), attachment.device());
    }

    /** Whether it may be used as it is: there to stay, and the volume outlives the machine. */
    static boolean isFit(Scene scene, VolumeView.Attachment attachment) {
        return isToStay(scene, attachment) && !attachment.deleteOnTermination();
    }

    private static boolean mayDepart(Scene scene, String instance, String device) {
        return scene.job().passage().names().mayDepart(instance, device, scene.now());
    }

    static Decision ask(Scene scene, String instance, Collection<String> spent, String what) {
        Duration pause = scene.timing().repeatAfter().multipliedBy(scene.isPersonCalled() ? 3 : 1);
        if (!scene.job().passage().mayAsk(what, scene.now(), pause)) {
            return scene.waiting(pause, "asked to " + what + ", waiting for the effect");
        }
        Optional<String> trouble = scene.job().passage().trouble();
        // Once a person was called it goes on asking: the cause may be gone without a word.
        Set<String> taken =
                scene.seen().instance(instance).map(InstanceView::devices).orElse(Set.of());
        String device = free(name ->
                        !taken.contains(name) && !spent.contains(name) && !mayDepart(scene, instance, name))
                // All were used once. Better one that may hang than none, but not one whose detach may still come.
                .or(() -> free(name -> !taken.contains(name) && !mayDepart(scene, instance, name)))
                .orElse(NAMES.get(0));
        if (!scene.isPersonCalled()
                && trouble.isPresent()
                && scene.job().passage().timesAsked(what) >= 3) {
            return scene.cannot(
                    "EC2 refuses to " + what + " " + instance + ": " + trouble.get() + ".",
                    "Attach " + scene.job().volume() + " by hand as `" + device
                            + "` or mend the cause; Sojourn sees it and goes on.");
        }
        return scene.ask(
                new Action.Attach(instance, device),
                what,
                draft -> draft.passage = draft.passage.naming(names -> names.using(device)));
    }

    private static Optional<String> free(Predicate<String> isFree) {
        return NAMES.stream().filter(isFree).findFirst();
    }

    /** Attaching for too long means stuck: detached, and tried afresh under another name, as the EBS CSI driver does. */
    static Decision wait(Scene scene, VolumeView.Attachment attachment) {
        if (attachment.isDetaching()) {
            return Detaching.wait(scene, attachment);
        }
        if (mayDepart(scene, attachment.instance(), attachment.device())
                || scene.sinceAsked().compareTo(scene.timing().attachStuck()) > 0) {
            return undo(scene, attachment);
        }
        return scene.waiting(scene.timing().repeatAfter(), "EBS is attaching the volume");
    }

    /** Ends an attachment that is of no use, so that another may be made. */
    static Decision undo(Scene scene, VolumeView.Attachment attachment) {
        // A move of the volume like any other: a mount that is still on its way must not come in between.
        return Detaching.ask(
                scene,
                attachment,
                UNDO,
                draft -> draft.passage = draft.passage.nextEpoch().withoutOperation());
    }

    static boolean wasJustUndone(Scene scene) {
        return !scene.job().passage().mayAsk(UNDO, scene.now(), scene.timing().repeatAfter());
    }
}
