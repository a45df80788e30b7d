package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.cloud.InstanceView;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Approval;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.Move;
import dev.sojourn.job.Operation.Script;
import dev.sojourn.job.Request;
import dev.sojourn.job.Step;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.WorkingVolume;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at the host before any money is spent: nothing is launched, nothing unmounted, and the commit is pinned. */
final class Preflight implements StepRule {

    private static final int LEAST_MIB = 512;

    @Override
    public Decision decide(Scene scene) {
        if (scene.job().tree().isPresent()) {
            return approved(scene);
        }
        return unfit(scene).or(() -> StopHolders.pending(scene)).orElseGet(() -> ask(scene));
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
        if (home.isEmpty() && !scene.longerThan(scene.timing().repeatAfter().multipliedBy(3))) {
            // EC2 may still show where the volume was for the job before.
            return Optional.of(scene.waiting(scene.timing().repeatAfter(), "waiting for EC2 to show the volume here"));
        }
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
                    return Held.holders(told).isEmpty()
                            ? SlotAnswer.choose(scene, told, slot -> fit(scene, told, slot))
                            : Held.atHome(scene, call, values, told);
                },
                no -> scene.cannot(no.sentence(), ""));
    }

    private static Map<String, String> values(Scene scene) {
        BuildOptions options = scene.job().request().options();
        WorkingVolume volume = scene.job().request().plan().volume();
        Profile profile = scene.job().request().plan().profile();
        Map<String, String> values = new HashMap<>();
        values.put("SOURCE", volume.source());
        values.put("REF", options.ref());
        scene.job().commit().ifPresent(pinned -> values.put("COMMIT", pinned.sha()));
        values.put("JOB", Long.toString(scene.job().number()));
        // What preflight itself may write; the slot's own need is known only after it has looked.
        values.put("NEED_MIB", Integer.toString(Math.min(LEAST_MIB, profile.needMib())));
        values.put("NEED_INODES", "2000");
        values.put("PROFILE", profile.name());
        values.put("SUBMODULES", Boolean.toString(profile.submodules()));
        if (profile.recipe() instanceof Recipe.CMake cmake) {
            values.put("RECIPE", "cmake");
            values.put("CCACHE", Boolean.toString(cmake.ccacheMib() > 0));
        } else {
            values.put("RECIPE", "script");
        }
        options.clearSlot().ifPresent(slot -> values.put("CLEAR_SLOT", Integer.toString(slot)));
        values.put("ALLOW_ROOT", Boolean.toString(volume.allowRootOwner()));
        return values;
    }

    private static Decision fit(Scene scene, JsonNode told, ChosenSlot slot) {
        Job job = scene.job();
        Commit commit = job.commit().orElseGet(() -> commit(told));
        Tree tree = new Tree(
                told.path("owner").asInt(),
                told.path("group").asInt(),
                told.path("toolchain").asText(""),
                told.path("uuid").asText(""));
        List<Fact> facts = new ArrayList<>(Held.over(job));
        if (job.commit().isEmpty()) {
            facts.add(new Fact.CommitPinned(commit, told.path("free_mib").asLong()));
            warnings(job, told).forEach(words -> facts.add(new Fact.Warned(words)));
        }
        if (!job.slot().equals(Optional.of(slot))) {
            facts.add(new Fact.SlotChosen(slot));
        }
        return scene.settle(
                draft -> {
                    draft.commit = Optional.of(commit);
                    draft.tree = Optional.of(tree);
                    draft.slot = Optional.of(slot);
                    draft.hold = Optional.empty();
                    draft.passage = draft.passage.withoutOperation();
                },
                facts.toArray(Fact[]::new));
    }

    private static Commit commit(JsonNode told) {
        byte[] subject = Base64.getDecoder().decode(told.path("subject_b64").asText(""));
        return new Commit(told.path("commit").asText(), new String(subject, StandardCharsets.UTF_8));
    }

    private static List<String> warnings(Job job, JsonNode told) {
        List<String> warnings = new ArrayList<>();
        Profile profile = job.request().plan().profile();
        int submodules = told.path("submodules").asInt();
        if (submodules > 0 && !profile.submodules()) {
            warnings.add("This commit has " + submodules + (submodules == 1 ? " submodule" : " submodules")
                    + ", which the profile `" + profile.name()
                    + "` leaves empty. `submodules: true` in the configuration checks them out.");
        }
        if (profile.recipe() instanceof Recipe.CMake cmake && cmake.isTunedToItsMachine()) {
            warnings.add("The profile `" + profile.name() + "` compiles with -march=native or the like: what is built"
                    + " may not run on the host, and another instance type compiles everything anew.");
        }
        return warnings;
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
        Optional<Request.Ahead> ahead = scene.job().request().ahead();
        if (ahead.isPresent() && scene.job().commit().isPresent()) {
            Approval yes = new Approval(
                    ahead.get().by(),
                    scene.now(),
                    scene.job().request().plan().digest(),
                    scene.job().commit().get().sha());
            return scene.done(
                    Step.LAUNCH_BUILDER,
                    draft -> draft.approval = Optional.of(yes),
                    new Fact.Approved(yes.by(), true, Optional.of(ahead.get().grant())));
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
}
