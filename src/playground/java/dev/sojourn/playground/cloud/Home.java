package dev.sojourn.playground.cloud;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the volumes that this world begins with, and where it lives.
 *
 * @param name what people type
 * @param source the developer's checkout, as seen on the host
 * @param slackUser who owns it
 */
record Home(
        String volume,
        String name,
        String host,
        String device,
        String mount,
        String source,
        User user,
        String slackUser,
        boolean edited) {
    static final String HOST_ANN = "i-0a11aaaa0000000a1";
    static final String HOST_BEN = "i-0a11bbbb0000000b1";

    /** The folder of the checkouts. */
    static final String CHECKOUT = "llvm-project";

    /** Ann's volume with the tree on it, Ben's, and Ann's second one, whose tree is on the host's own disk. */
    static List<Home> all(Path playground, boolean isWeak) {
        return all(playground, isWeak, 0);
    }

    /** The same, and more of Ann's: {@code h1} and so on, each on a host of its own. */
    static List<Home> all(Path playground, boolean isWeak, int more) {
        List<Home> homes = new ArrayList<>(usual(playground, isWeak));
        for (int n = 1; n <= more; n++) {
            String mount = mount(playground, isWeak, "/mnt/llvm", "llvm-h" + n);
            homes.add(new Home(
                    "vol-0a11cccc%08x".formatted(n),
                    "h" + n,
                    "i-0a11cccc%09x".formatted(n),
                    "/dev/sdf",
                    mount,
                    mount + "/" + CHECKOUT,
                    User.ANN,
                    "U0000000ANN",
                    false));
        }
        return List.copyOf(homes);
    }

    private static List<Home> usual(Path playground, boolean isWeak) {
        String ann = mount(playground, isWeak, "/mnt/llvm", "llvm");
        String keep = mount(playground, isWeak, "/mnt/llvm-keep", "llvm-keep");
        String ben = mount(playground, isWeak, "/mnt/llvm", "llvm-ben");
        String onHost = playground
                .resolve("instances/" + HOST_ANN + "/home/ann/" + CHECKOUT)
                .toString();
        return List.of(
                new Home(
                        "vol-0a11aaaa00000001",
                        "ann",
                        HOST_ANN,
                        "/dev/sdf",
                        ann,
                        ann + "/" + CHECKOUT,
                        User.ANN,
                        "U0000000ANN",
                        true),
                new Home(
                        "vol-0a11aaaa00000002",
                        "ben",
                        HOST_BEN,
                        "/dev/sdf",
                        ben,
                        ben + "/" + CHECKOUT,
                        User.BEN,
                        "U0000000BEN",
                        false),
                new Home(
                        "vol-0a11aaaa00000003",
                        "keep",
                        HOST_ANN,
                        "/dev/sdg",
                        keep,
                        onHost,
                        User.ANN,
                        "U0000000ANN",
                        true));
    }

    /** Whether the checkout travels with the volume. */
    boolean hasTree() {
        return source.startsWith(mount + "/");
    }

    /** Without mounts of its own a machine can only use paths below the playground's folder. */
    private static String mount(Path playground, boolean isWeak, String path, String name) {
        return isWeak ? playground.resolve("mnt").resolve(name).toString() : path;
    }
}
