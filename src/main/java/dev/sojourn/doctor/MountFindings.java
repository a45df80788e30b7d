package dev.sojourn.doctor;

import dev.sojourn.plan.WorkingVolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a host told of the mounted volume, judged. */
final class MountFindings {

    /** Below this no job begins. */
    private static final int LEAST_MIB = 512;

    private static final int LEAST_INODES = 2000;

    private final WorkingVolume volume;
    private final HostLook.Told told;

    MountFindings(WorkingVolume volume, HostLook.Told told) {
        this.volume = volume;
        this.told = told;
    }

    private boolean isMounted() {
        return !told.fact("mounted").isEmpty() && told.fact("mounted").equals(told.fact("numbers"));
    }

    private Finding elsewhere() {
        return told.silence().isPresent() ? HostCheck.untold(told) : new Finding.Unchecked("the volume is not mounted");
    }

    Finding mount() {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        if (told.fact("numbers").isEmpty()) {
            return new Finding.Wrong(
                    told.fact("disk").isEmpty()
                            ? "no disk of the host is " + volume.id()
                            : "the disk has no ext4 or xfs that could be mounted",
                    "on the host: lsblk -o NAME,SERIAL,FSTYPE,MOUNTPOINTS; then attach the volume, or make a filesystem"
                            + " on an empty one");
        }
        if (told.fact("mounted").isEmpty()) {
            return new Finding.Wrong(
                    "nothing is mounted at " + volume.mount(), "on the host: sudo mount " + volume.mount());
        }
        if (!isMounted()) {
            return new Finding.Wrong(
                    "another disk is mounted at " + volume.mount() + " than " + volume.id(),
                    "on the host: findmnt " + volume.mount() + "; unmount it and mount " + told.fact("disk")
                            + ", or correct volumes: mount");
        }
        if (told.fact("writable").equals("false")) {
            return new Finding.Wrong(
                    "it is mounted read-only",
                    "on the host: sudo dmesg | grep -i ext4 for errors, then sudo mount -o remount,rw "
                            + volume.mount());
        }
        return new Finding.Fine(told.fact("disk") + " at " + volume.mount() + ", read-write");
    }

    Finding filesystem() {
        if (told.silence().isPresent() || told.fact("numbers").isEmpty()) {
            return elsewhere();
        }
        String other = told.fact("unsupported");
        return other.isEmpty()
                ? new Finding.Fine(told.fact("fstype") + " by itself")
                : new Finding.Wrong(
                        "only a plain ext4 or xfs can travel, and there is more: " + other,
                        "end it first (swapoff, exportfs -u, lvchange …), or use a volume that has nothing else");
    }

    Finding marker() {
        if (!isMounted()) {
            return elsewhere();
        }
        String problem = told.fact("marker");
        return problem.isEmpty()
                ? new Finding.Fine("none, or of this volume")
                : new Finding.Wrong(
                        problem,
                        "if the volume is the right one, on the host: sudo rm " + volume.mount() + "/.sojourn-volume");
    }

    Finding mountPoint() {
        if (!isMounted()) {
            return elsewhere();
        }
        if (told.fact("beneath").equals("unseen")) {
            return new Finding.Unchecked("the host permits no look beneath the mount");
        }
        String hidden = told.fact("hidden");
        return hidden.isEmpty()
                ? new Finding.Fine("empty beneath the volume")
                : new Finding.Wrong(
                        "beneath the volume it hides files: " + hidden,
                        "on the host: sudo umount " + volume.mount() + ", move them away, sudo mount "
                                + volume.mount());
    }

    /** Without {@code nofail} a host does not boot while its volume is away; a device's name changes with every trip. */
    Finding fstab() {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        String line = told.fact("uuid").isEmpty()
                ? "UUID=… " + volume.mount() + " ext4"
                : "UUID=" + told.fact("uuid") + " " + volume.mount() + " " + told.fact("fstype");
        String remedy = "its line in /etc/fstab: " + line
                + " defaults,nofail,x-systemd.device-timeout=10s 0 2; then sudo" + " systemctl daemon-reload";
        String source = told.fact("fstab_source");
        if (source.isEmpty()) {
            return new Finding.Wrong(
                    "it has no line for " + volume.mount() + ": after a boot the volume would not be mounted", remedy);
        }
        List<String> problems = new ArrayList<>();
        if (source.startsWith("/dev/") && !source.startsWith("/dev/disk/by-")) {
            problems.add("it names the device " + source + ", which changes with every trip");
        }
        List<String> options = Arrays.asList(told.fact("fstab_options").split(","));
        if (!options.contains("nofail")) {
            problems.add("without nofail the host does not boot while the volume is away");
        }
        if (options.stream().noneMatch(option -> option.startsWith("x-systemd.device-timeout="))) {
            problems.add("without x-systemd.device-timeout a boot waits 90 s for a volume that is away");
        }
        return problems.isEmpty()
                ? new Finding.Fine(source + ", " + told.fact("fstab_options"))
                : new Finding.Wrong(String.join("; ", problems), remedy);
    }

    Finding space() {
        if (!isMounted()) {
            return elsewhere();
        }
        long free = told.number("free_mib");
        long inodes = told.number("free_inodes");
        String seen = free + " MiB and " + inodes + " inodes are free";
        return free >= LEAST_MIB && inodes >= LEAST_INODES
                ? new Finding.Fine(seen)
                : new Finding.Wrong(
                        seen + "; no job begins below " + LEAST_MIB + " MiB and " + LEAST_INODES + " inodes",
                        "clear a slot, or enlarge it: aws ec2 modify-volume --volume-id " + volume.id()
                                + " --size …, then sudo resize2fs (ext4) or xfs_growfs");
    }
}
