package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Approval;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Step;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.WorkingVolume;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at the host before any money is spent: nothing is launched, nothing unmounted, and the commit is pinned. */
final class Preflight implements StepRule {

    @Override
    public Decision decide(Scene scene) {
        if (scene.job().tree().isPresent()) {
            return approved(scene);
        }
        return unfit(scene).orElseGet(() -> ask(scene));
    }

    /** What EC2 alone can tell. */
    private static Optional<Decision> unfit(Scene scene) {
        WorkingVolume volume = scene.job().request().plan().volume();
        Optional<InstanceView> host = scene.host();
        if (host.isEmpty() || host.get().state() != InstanceView.State.RUNNING) {
            String state = host.map(one -> one.state().toString().toLowerCase(Locale.ROOT))
                    .orElse("unknown to EC2");
            return Optional.of(
                    scene.cannot("The host " + volume.host() + " is " + state + ".", "Start it and ask again."));
        }
        Optional<VolumeView.Attachment> home = scene.on(volume.host());
        if (home.isEmpty()) {
            String where = scene.seen().volume().map(Custody::words).orElse("unknown to EC2");
            return Optional.of(scene.cannot(
                    "The volume " + volume.id() + " is not attached to its host " + volume.host() + ": it is " + where
                            + ".",
                    "Attach it to the host and mount it, then ask again."));
        }
        if (home.get().deleteOnTermination()) {
            return Optional.of(scene.cannot(
                    "The volume " + volume.id() + " would be deleted with its host (deleteOnTermination is true).",
                    "Set it to false with `aws ec2 modify-instance-attribute`, then ask again."));
        }
        if (!scene.seen().isOnline(volume.host())) {
            if (scene.longerThan(Duration.ofMinutes(1))) {
                return Optional.of(scene.cannot(
                        "The SSM agent on the host " + volume.host() + " does not answer.",
                        "Check the agent and the host's instance profile, then ask again."));
            }
            return Optional.of(scene.waiting(scene.timing().repeatAfter(), "waiting for the host's agent"));
        }
        return Optional.empty();
    }

    private static Decision ask(Scene scene) {
        GuestCall call = new GuestCall(scene, Script.PREFLIGHT, scene.job().host());
        Map<String, String> values = values(scene);
        return call.then(
                values,
                told -> {
                    List<Holder> holders = GuestCall.holders(told);
                    return holders.isEmpty() ? fit(scene, told) : Held.atHome(scene, call, values, holders, told);
                },
                no -> scene.cannot(no.detail(), ""));
    }

    private static Map<String, String> values(Scene scene) {
        BuildOptions options = scene.job().request().options();
        WorkingVolume volume = scene.job().request().plan().volume();
        Map<String, String> values = new HashMap<>();
        values.put("SOURCE", volume.source());
        values.put("REF", options.ref());
        scene.job().commit().ifPresent(pinned -> values.put("COMMIT", pinned.sha()));
        values.put("JOB", Long.toString(scene.job().number()));
        values.put(
                "NEED_MIB",
                Integer.toString(scene.job().request().plan().profile().needMib()));
        values.put("NEED_INODES", "10000");
        values.put("ALLOW_ROOT", Boolean.toString(volume.allowRootOwner()));
        return values;
    }

    private static Decision fit(Scene scene, JsonNode told) {
        Commit commit = scene.job()
                .commit()
                .orElseGet(() -> new Commit(
                        told.path("commit").asText(),
                        new String(
                                Base64.getDecoder()
                                        .decode(told.path("subject_b64").asText("")),
                                StandardCharsets.UTF_8)));
        Tree tree = new Tree(
                told.path("owner").asInt(),
                told.path("group").asInt(),
                toolchain(told.path("toolchain")),
                told.path("uuid").asText(""));
        Fact[] facts = scene.job().commit().isPresent()
                ? new Fact[0]
                : new Fact[] {
                    new Fact.CommitPinned(commit, told.path("free_mib").asLong())
                };
        return scene.settle(
                draft -> {
                    draft.commit = Optional.of(commit);
                    draft.tree = Optional.of(tree);
                    draft.heldSince = Optional.empty();
                    draft.passage = draft.passage.withoutOperation();
                },
                facts);
    }

    private static String toolchain(JsonNode told) {
        return String.join(
                "|",
                told.path("cxx").asText(""),
                told.path("cmake").asText(""),
                told.path("ninja").asText(""),
                told.path("glibc").asText(""),
                told.path("arch").asText(""));
    }

    private static Decision approved(Scene scene) {
        if (!scene.job().needsApproval()) {
            return scene.done(Step.LAUNCH_BUILDER, draft -> {});
        }
        Optional<Approval> earlier = scene.seen().earlierApproval();
        if (earlier.isPresent()) {
            return scene.done(
                    Step.LAUNCH_BUILDER,
                    draft -> draft.approval = earlier,
                    new Fact.Approved(earlier.get().by(), true));
        }
        var expires = scene.now().plus(scene.timing().approvalExpires());
        return scene.settle(
                draft -> {
                    draft.move(Move.ASK_APPROVAL, scene.now());
                    draft.approvalExpires = Optional.of(expires);
                    // Looked at afresh once the answer is there: hours may have passed.
                    draft.tree = Optional.empty();
                },
                new Fact.ApprovalAsked(scene.job().request().approvalReasons(), expires));
    }

    /** Held at home for longer than anybody wants to wait. */
    static Decision heldTooLong(Scene scene, List<Holder> holders) {
        return scene.home(
                Homeward.Reason.STEP_FAILED,
                "The mount has been held for too long by " + Held.words(holders) + ". Close them and ask again.");
    }
}
