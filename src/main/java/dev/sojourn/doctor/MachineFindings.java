package dev.sojourn.doctor;

import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.WorkingVolume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a host told of itself, judged. */
final class MachineFindings {

    private static final int LEAST_ROOT_MIB = 200;
    private static final long MOST_DIRTY_MIB = 2048;
    private static final int EBS_MIB_PER_SECOND = 125;
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);
    private static final List<String> FIELDS =
            List.of("compiler", "linker", "CMake", "Ninja", "C library", "architecture");

    private final Setup setup;
    private final WorkingVolume volume;
    private final HostLook.Told told;

    MachineFindings(Setup setup, WorkingVolume volume, HostLook.Told told) {
        this.setup = setup;
        this.volume = volume;
        this.told = told;
    }

    Finding rootSpace() {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        long free = told.number("root_free_mib");
        return free >= LEAST_ROOT_MIB
                ? new Finding.Fine(free + " MiB are free")
                : new Finding.Wrong(
                        free + " MiB are free: the agent needs some to run scripts",
                        "on the host: sudo du -xh --max-depth=2 / | sort -h | tail; sudo journalctl --vacuum-size=100M");
    }

    /** All of it is written out before the volume can be unmounted. */
    Finding dirtyPages(int memoryMib) {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        long bytes = told.number("dirty_bytes");
        if (bytes == 0 && memoryMib == 0) {
            return new Finding.Unchecked("its limit is a share of the memory, and how much it has is not known");
        }
        long mib = bytes > 0 ? bytes >> 20 : memoryMib * told.number("dirty_ratio") / 100;
        return mib <= MOST_DIRTY_MIB
                ? new Finding.Fine("at most " + mib + " MiB")
                : new Finding.Wrong(
                        "up to " + mib + " MiB: an unmount can take " + mib / EBS_MIB_PER_SECOND + " s",
                        "on the host: echo vm.dirty_bytes=536870912 | sudo tee /etc/sysctl.d/90-sojourn.conf && sudo"
                                + " sysctl --system");
    }

    Finding clock(Instant now) {
        if (told.silence().isPresent() || told.number("clock") == 0) {
            return HostCheck.untold(told);
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(told.number("clock")), now)
                .abs();
        return apart.compareTo(MOST_SKEW) <= 0
                ? new Finding.Fine("as the bot's, within " + MOST_SKEW.toSeconds() + " s")
                : new Finding.Wrong(
                        apart.toSeconds() + " s apart from the bot's",
                        "on both: timedatectl, and where it is not synchronised: sudo timedatectl set-ntp true");
    }

    Finding checkout() {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        String source = volume.source();
        return switch (told.fact("source")) {
            case "git" ->
                told.number("owner") == 0 && !volume.allowRootOwner()
                        ? new Finding.Wrong(
                                source + " belongs to root, and builds never run as root",
                                "on the host: sudo chown -R USER: " + source)
                        : new Finding.Fine(source + ", of user " + told.fact("owner"));
            case "missing" ->
                new Finding.Wrong(
                        "there is no folder " + source + " on the host",
                        "clone the repository there as its developer, or correct volumes: source");
            case "no-git" ->
                new Finding.Wrong(
                        source + " is no git checkout",
                        "clone the repository there as its developer, or correct volumes: source");
            default -> HostCheck.untold(told);
        };
    }

    Finding tools() {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        List<String> there = Arrays.asList(told.fact("tools").split(" "));
        List<String> missing = new ArrayList<>();
        if (!there.contains("git")) {
            missing.add("git");
        }
        List<Recipe.CMake> recipes = setup.profiles().stream()
                .filter(profile -> volume.profiles().contains(profile.name()))
                .map(Profile::recipe)
                .filter(Recipe.CMake.class::isInstance)
                .map(Recipe.CMake.class::cast)
                .toList();
        String[] chain = told.fact("toolchain").split("\\|", -1);
        if (!recipes.isEmpty() && (chain.length < FIELDS.size() || chain[0].isEmpty())) {
            missing.add("a C++ compiler");
        }
        if (!recipes.isEmpty() && (chain.length < FIELDS.size() || chain[2].isEmpty())) {
            missing.add("cmake");
        }
        if (!recipes.isEmpty() && (chain.length < FIELDS.size() || chain[3].isEmpty())) {
            missing.add("ninja");
        }
        if (recipes.stream().anyMatch(recipe -> recipe.ccacheMib() > 0) && !there.contains("ccache")) {
            missing.add("ccache");
        }
        return missing.isEmpty()
                ? new Finding.Fine(told.fact("toolchain"))
                : new Finding.Wrong(
                        "missing: " + String.join(", ", missing),
                        "install it on the host (sudo apt-get install git g++ cmake ninja-build ccache), and make the"
                                + " builders' image anew");
    }

    /** @param built what the newest build on the image was begun with, which was the builder's and the host's own */
    Finding toolchain(String image, Optional<String> built) {
        if (told.silence().isPresent()) {
            return HostCheck.untold(told);
        }
        if (built.isEmpty()) {
            return new Finding.Unchecked(
                    "nothing was built with this image yet; the first build compares, before it begins");
        }
        String now = told.fact("toolchain");
        if (now.equals(built.get())) {
            return new Finding.Fine("as the host's, by the newest build with " + image);
        }
        return new Finding.Wrong(
                "the host's has changed since the newest build: " + difference(built.get(), now),
                newImage(setup, volume));
    }

    static String newImage(Setup setup, WorkingVolume volume) {
        return "make the image anew: deploy/builder-image/from-host.sh --installation " + setup.installation()
                + " --host " + volume.host();
    }

    static String difference(String image, String host) {
        String[] there = image.split("\\|", -1);
        String[] here = host.split("\\|", -1);
        List<String> parts = new ArrayList<>();
        for (int field = 0; field < FIELDS.size() && field < there.length && field < here.length; field++) {
            if (!there[field].equals(here[field])) {
                parts.add(FIELDS.get(field) + " " + there[field] + ", host " + here[field]);
            }
        }
        return parts.isEmpty() ? image + ", host " + host : String.join("; ", parts);
    }
}
