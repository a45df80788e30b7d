package dev.sojourn.slack.words;

import dev.sojourn.job.Holder;
import dev.sojourn.plan.WorkingVolume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one user of the host has in the tree, in words. Names of processes, users and folders are text of others.
 *
 * @param user name on the host
 */
public record HolderGroup(int uid, String user, List<Holder> holders) {

    private static final int NAME = 60;
    private static final int PATH = 200;

    /** By host user, in the order in which they are told. */
    public static List<HolderGroup> of(List<Holder> holders) {
        Map<Integer, List<Holder>> users =
                holders.stream().collect(Collectors.groupingBy(Holder::uid, LinkedHashMap::new, Collectors.toList()));
        return users.entrySet().stream()
                .map(one -> new HolderGroup(one.getKey(), one.getValue().get(0).user(), List.copyOf(one.getValue())))
                .toList();
    }

    public List<Holder> processes() {
        return holders.stream().filter(Holder::isProcess).toList();
    }

    public List<Holder> mounts() {
        return holders.stream().filter(holder -> !holder.isProcess()).toList();
    }

    /** Who this is in Slack, where the configuration says so. */
    public Optional<String> person(WorkingVolume volume) {
        return volume.person(user, uid);
    }

    /** Who is asked: that person, else the first owner of the volume. */
    public Optional<String> addressee(WorkingVolume volume) {
        return person(volume).or(() -> volume.owners().stream().findFirst());
    }

    /** The user of the host, for readers who may not know the name. */
    public String hostUser() {
        String name = Mrkdwn.code(Mrkdwn.cut(user, NAME));
        return name.isEmpty() || user.equals(Integer.toString(uid)) ? "user number " + uid : name;
    }

    /** For example {@code `vim` (pid 812, has a file open), `bash` (pid 9, stands in it)}. */
    public static String processes(List<Holder> holders) {
        return holders.stream()
                .map(one -> name(one) + " (pid " + one.pid() + ", " + how(one) + box(one) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Each with what ends it: no signal does. */
    public static String mounts(List<Holder> holders) {
        return holders.stream().map(HolderGroup::mount).collect(Collectors.joining(", "));
    }

    public static String name(Holder holder) {
        return Mrkdwn.code(Mrkdwn.cut(holder.command(), NAME));
    }

    private static String how(Holder holder) {
        return switch (holder.how()) {
            case "cwd" -> "stands in it";
            case "root" -> "has its root in it";
            case "exe" -> "runs from it";
            case "file" -> "has a file open";
            case "map" -> "has a file mapped";
            case "mount" -> "has it mounted";
            default -> Mrkdwn.line(holder.how(), 20);
        };
    }

    private static String box(Holder holder) {
        return switch (holder.box()) {
            case "" -> "";
            case "namespace" -> ", in a mount namespace of its own";
            default -> ", in a container of " + Mrkdwn.line(holder.box(), 20);
        };
    }

    private static String mount(Holder holder) {
        String what = Mrkdwn.code(Mrkdwn.cut(holder.command(), PATH));
        return switch (holder.how()) {
            case "mount" -> what + " is mounted (" + type("umount", holder) + ")";
            case "swap" -> what + " is swap space (" + type("swapoff", holder) + ")";
            case "loop" -> what + " is a loop device (" + type("losetup -d", holder) + ")";
            default -> what + " (" + Mrkdwn.line(holder.how(), 20) + ")";
        };
    }

    /** To be typed as root on the host: a folder's name must not become a command. */
    private static String type(String command, Holder holder) {
        String place = holder.command();
        String safe = place.matches("[A-Za-z0-9/._+-]+") ? place : "'" + place.replace("'", "'\\''") + "'";
        return Mrkdwn.code("sudo " + command + " " + Mrkdwn.cut(safe, PATH));
    }
}
