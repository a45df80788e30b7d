package dev.sojourn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the checkouts on a machine that could be built: those of git with a CMakeLists.txt, LLVM's before all others. */
public final class Checkouts {

    private static final int DEPTH = 4;
    private static final int MOST = 9;

    private Checkouts() {}

    /** Those on volumes that can travel come first, then those at home. */
    static List<Path> on(HostDisks disks) {
        return Stream.concat(
                        disks.travelling().stream().map(HostDisks.Mounted::mount),
                        Stream.of(System.getProperty("user.home"), "/home"))
                .distinct()
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(folder -> below(folder).stream())
                .distinct()
                .sorted(Comparator.comparing(checkout -> !isLlvm(checkout)))
                .limit(MOST)
                .toList();
    }

    public static List<Path> below(Path folder) {
        try (Stream<Path> found = Files.find(
                folder,
                DEPTH,
                (path, attributes) -> attributes.isDirectory()
                        && Files.exists(path.resolve(".git"))
                        && Files.isRegularFile(path.resolve(cmakeSource(path)).resolve("CMakeLists.txt")))) {
            return found.sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of(); // somebody else's home; theirs can be named
        }
    }

    static boolean isLlvm(Path checkout) {
        return Files.isRegularFile(checkout.resolve("llvm/CMakeLists.txt"));
    }

    /** The folder of the CMakeLists.txt that is built, below the checkout. */
    public static String cmakeSource(Path checkout) {
        return isLlvm(checkout) || !Files.isDirectory(checkout) ? "llvm" : ".";
    }
}
