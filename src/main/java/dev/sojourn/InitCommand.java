package dev.sojourn;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code init [FILE] [--source FOLDER]}: a configuration for the instance that this runs on. Never over one that is there. */
final class InitCommand {

    private static final int DEPTH = 4;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    InitCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) {
        int option = words.indexOf("--source");
        Optional<Path> given = option >= 0 && option + 1 < words.size()
                ? Optional.of(Path.of(words.get(option + 1)))
                : Optional.empty();
        List<String> files = words.stream()
                .filter(word ->
                        !word.equals("--source") && given.stream().noneMatch(one -> word.equals(one.toString())))
                .toList();
        if (files.size() > 1
                || files.stream().anyMatch(word -> word.startsWith("-"))
                || option >= 0 && given.isEmpty()) {
            err.println("init takes a file to write, and --source FOLDER for the checkout.");
            return CommandLineTool.NOT_DONE;
        }
        Path file = Path.of(files.isEmpty() ? environment.getOrDefault("SOJOURN_CONFIG", "sojourn.yaml") : files.get(0))
                .toAbsolutePath();
        try {
            return write(file, given);
        } catch (IOException refused) {
            err.println(file + " cannot be written: " + refused.getMessage());
            return CommandLineTool.NOT_DONE;
        }
    }

    private int write(Path file, Optional<Path> given) throws IOException {
        if (Files.exists(file)) {
            err.println(file + " is there already and was left as it is. Name another file.");
            return CommandLineTool.NOT_DONE;
        }
        String metadata =
                environment.getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", InstanceMetadata.USUAL.toString());
        Optional<InstanceMetadata.Self> self =
                new InstanceMetadata(URI.create(metadata.endsWith("/") ? metadata : metadata + "/")).self();
        if (self.isEmpty()) {
            err.println(
                    "This is no EC2 instance, or it may not read its metadata. Run init on the host on which the tree is,"
                            + " or start from deploy/sojourn.example.yaml.");
            return CommandLineTool.NOT_DONE;
        }
        HostDisks disks = HostDisks.parse(output(HostDisks.COMMAND));
        Optional<Path> source = given.or(() -> checkout(disks));
        if (source.isEmpty()) {
            err.println("No checkout of LLVM was found. Name it: init --source FOLDER");
            return CommandLineTool.NOT_DONE;
        }
        FirstConfiguration first = new FirstConfiguration(self.get(), travelling(disks, source.get()), source.get());
        Files.writeString(file, first.text(), StandardOpenOption.CREATE_NEW);
        out.println("Wrote " + file + ": host " + self.get().id() + " in "
                + self.get().zone() + ", checkout " + source.get()
                + (first.keepsTyping() ? ", which stays here" : ", which travels") + ".\n");
        out.print(first.next());
        return CommandLineTool.FINE;
    }

    /** The checkout's own volume; else one that is there for builds alone. */
    private static Optional<HostDisks.Mounted> travelling(HostDisks disks, Path source) {
        return disks.of(source)
                .filter(HostDisks.Mounted::canTravel)
                .or(() -> disks.travelling().stream().findFirst());
    }

    /** The first checkout of LLVM on a volume that can travel, else anywhere at home. */
    private static Optional<Path> checkout(HostDisks disks) {
        return Stream.concat(
                        disks.travelling().stream().map(HostDisks.Mounted::mount),
                        Stream.of(System.getProperty("user.home"), "/home"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(InitCommand::checkoutBelow)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> checkoutBelow(Path folder) {
        try (Stream<Path> found = Files.find(
                folder,
                DEPTH,
                (path, attributes) -> attributes.isDirectory()
                        && Files.isRegularFile(path.resolve("llvm/CMakeLists.txt"))
                        && Files.exists(path.resolve(".git")))) {
            return found.findFirst();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return Optional.empty(); // somebody else's home; theirs can be named
        }
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
