package dev.sojourn.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sojourn.job.ChosenSlot;
import dev.sojourn.job.Remedy;
import dev.sojourn.plan.Architecture;
import dev.sojourn.plan.BuildOptions;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Slot;
import dev.sojourn.plan.SlotChoice;
import dev.sojourn.plan.SlotRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The slots that the host has told of, and what becomes of a job by them. */
final class SlotAnswer {

    /** Which of the toolchain's fields it is. */
    private static final int ARCHITECTURE = 5;

    private SlotAnswer() {}

    /** As preflight and the list of slots print them: one array a slot. */
    static List<Slot> slots(JsonNode told) {
        List<Slot> slots = new ArrayList<>();
        for (JsonNode one : told.path("slots")) {
            slots.add(new Slot(
                    one.path(0).asInt(),
                    one.path(1).asText(""),
                    one.path(2).isNumber() ? Optional.of(one.path(2).asInt()) : Optional.empty(),
                    one.path(3).asLong() > 0
                            ? Optional.of(Instant.ofEpochSecond(one.path(3).asLong()))
                            : Optional.empty(),
                    one.path(4).asInt(),
                    one.path(5).asInt(),
                    one.path(6).asInt(),
                    one.path(7).asInt(),
                    one.path(8).asText("")));
        }
        return List.copyOf(slots);
    }

    /** Goes on with the slot that fits, or says why there is none and what would help. */
    static Decision choose(Scene scene, JsonNode told, Function<ChosenSlot, Decision> goOn) {
        BuildPlan plan = scene.job().request().plan();
        Optional<Decision> foreign = foreign(scene, told.path("toolchain").asText(""));
        if (foreign.isPresent()) {
            return foreign.get();
        }
        BuildOptions options = scene.job().request().options();
        SlotChoice choice = SlotChoice.of(
                slots(told),
                new SlotRequest(
                        plan.profile(),
                        plan.slot(),
                        plan.clean(),
                        told.path("free_mib").asInt(),
                        told.path("free_inodes").asInt()));
        if (choice instanceof SlotChoice.Taken taken) {
            return goOn.apply(new ChosenSlot(taken.slot(), taken.fresh(), taken.filesDiffer()));
        }
        if (choice instanceof SlotChoice.OthersSlot others) {
            return scene.refuse(
                    others.slot().words() + " is another profile's.",
                    "Leave `--slot` out, or name one of `" + plan.profile().name() + "`; `slots` lists them.",
                    Optional.empty());
        }
        if (choice instanceof SlotChoice.OtherTools other) {
            int number = other.slot().number();
            return scene.refuse(
                    "Everything in slot " + number + " would be compiled anew: it was built with other tools ("
                            + other.slot().mismatch() + ").",
                    "If that is what you want, ask again with `--slot " + number + " --clean`.",
                    Optional.of(new Remedy(
                            "Rebuild slot " + number,
                            "Slot " + number + " is emptied, and everything is compiled anew.",
                            options.cleaning(number))));
        }
        return noRoom(scene, (SlotChoice.NoRoom) choice);
    }

    /** Before anything is launched: EC2 would refuse the type for the image, or the builder could not run what the host has. */
    private static Optional<Decision> foreign(Scene scene, String toolchain) {
        String[] tools = toolchain.split("\\|", -1);
        String host = tools.length > ARCHITECTURE ? Architecture.ofUname(tools[ARCHITECTURE]) : "";
        List<MachineType> others = host.isEmpty()
                ? List.of()
                : Architecture.others(
                        host,
                        scene.job().request().plan().ladder().stream()
                                .map(Rung::type)
                                .toList());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(scene.refuse(
                        "The host is " + host + ", and " + Architecture.words(others)
                                + ": object files of one are no use to the other, so they never share a slot.",
                        "Name a type of " + host + " with `--on`, or build on a volume whose host is "
                                + others.get(0).architecture() + ".",
                        Optional.empty()));
    }

    private static Decision noRoom(Scene scene, SlotChoice.NoRoom none) {
        String what = none.freeMib() < none.needMib()
                ? gib(none.freeMib()) + " are free on the volume, and this build needs about " + gib(none.needMib())
                        + "."
                : none.freeInodes() + " inodes are free on the volume, and this build needs about " + none.needInodes()
                        + ".";
        if (none.victim().isEmpty()) {
            return scene.refuse(what, "Free some space on the volume, or make it larger.", Optional.empty());
        }
        Slot victim = none.victim().get();
        String size = victim.mib() > 0 ? ", " + gib(victim.mib()) : "";
        return scene.refuse(
                what,
                "The slot that was not used for longest is " + victim.words() + size + ": ask again with `--clear-slot "
                        + victim.number() + "` to empty it.",
                Optional.of(new Remedy(
                        "Clear slot " + victim.number() + " and build",
                        "What was built in " + victim.words() + " is deleted; your checkout is not touched.",
                        scene.job().request().options().clearing(victim.number()))));
    }

    private static String gib(int mib) {
        return mib < 10 * 1024 ? mib + " MiB" : (mib + 512) / 1024 + " GiB";
    }
}
