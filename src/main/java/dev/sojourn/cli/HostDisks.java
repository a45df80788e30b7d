package dev.sojourn.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mounted filesystems of EBS volumes, as {@code lsblk} lists them. */
public record HostDisks(List<Mounted> mounted) {

    /** So that its lines can be read. */
    static final List<String> COMMAND = List.of("lsblk", "-Ppo", "NAME,SERIAL,FSTYPE,UUID,TYPE,PKNAME,MOUNTPOINT");

    private static final Pattern PAIR = Pattern.compile("([A-Z:-]+)=\"([^\"]*)\"");
    private static final Pattern SERIAL = Pattern.compile("vol-?([0-9a-f]{8,17})");

    public HostDisks {
        mounted = List.copyOf(mounted);
    }

    /**
     * One of them.
     *
     * @param volume the EBS volume's id
     * @param root whether it is, or has on it, the machine's root filesystem
     */
    public record Mounted(String volume, String device, String mount, String filesystem, String uuid, boolean root) {

        public boolean canTravel() {
            return !root && (filesystem.equals("ext4") || filesystem.equals("xfs")) && !mount.startsWith("/boot");
        }
    }

    public static HostDisks parse(String lsblk) {
        List<Map<String, String>> rows = lsblk.lines().map(HostDisks::row).toList();
        Map<String, String> serials = new HashMap<>();
        rows.forEach(row -> serials.put(row.getOrDefault("NAME", ""), row.getOrDefault("SERIAL", "")));
        List<String> rootDisks = rows.stream()
                .filter(row -> row.getOrDefault("MOUNTPOINT", "").equals("/"))
                .map(HostDisks::disk)
                .toList();
        List<Mounted> mounted = new ArrayList<>();
        for (Map<String, String> row : rows) {
            Optional<String> volume = volume(serials.getOrDefault(disk(row), ""));
            String mount = row.getOrDefault("MOUNTPOINT", "");
            if (volume.isPresent() && mount.startsWith("/")) {
                mounted.add(new Mounted(
                        volume.get(),
                        row.getOrDefault("NAME", ""),
                        mount,
                        row.getOrDefault("FSTYPE", ""),
                        row.getOrDefault("UUID", ""),
                        rootDisks.contains(disk(row))));
            }
        }
        return new HostDisks(mounted);
    }

    /** That on which a file lies: the mount point that is the longest part of its path. */
    public Optional<Mounted> of(Path file) {
        return mounted.stream()
                .filter(one -> file.startsWith(one.mount()))
                .max((one, other) ->
                        Integer.compare(one.mount().length(), other.mount().length()));
    }

    public List<Mounted> travelling() {
        return mounted.stream().filter(Mounted::canTravel).toList();
    }

    private static Map<String, String> row(String line) {
        Map<String, String> row = new HashMap<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            row.put(pair.group(1), pair.group(2).strip());
        }
        return row;
    }

    private static String disk(Map<String, String> row) {
        String parent = row.getOrDefault("PKNAME", "");
        return parent.isEmpty() ? row.getOrDefault("NAME", "") : parent;
    }

    private static Optional<String> volume(String serial) {
        Matcher id = SERIAL.matcher(serial);
        return id.matches() ? Optional.of("vol-" + id.group(1)) : Optional.empty();
    }
}
