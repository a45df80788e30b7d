package dev.sojourn.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code init [FILE] [--source FOLDER] [--ask]}: a configuration for the instance that this runs on. Never over one that is there.
 * At a terminal it asks for what it cannot find; elsewhere only with {@code --ask}.
 */
final class InitCommand {

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private final boolean terminal;

    /** @param terminal whether there is a person at {@code in} */
    InitCommand(
            Map<String, String> environment, PrintStream out, PrintStream err, BufferedReader in, boolean terminal) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.in = in;
        this.terminal = terminal;
    }

    int run(List<String> words) {
        List<String> files = new ArrayList<>(words);
        boolean asks = files.remove("--ask") || terminal;
        int option = files.indexOf("--source");
        Optional<Path> given = Optional.empty();
        if (option >= 0 && option + 1 < files.size()) {
            given = Optional.of(
                    Path.of(files.remove(option + 1)).toAbsolutePath().normalize());
            files.remove(option);
        }
        if (files.size() > 1 || files.stream().anyMatch(word -> word.startsWith("-"))) {
            err.println("init takes a file to write, --source FOLDER for the checkout, and --ask to be asked.");
            return CommandLineTool.NOT_DONE;
        }
        Path file = Path.of(files.isEmpty() ? environment.getOrDefault("SOJOURN_CONFIG", "sojourn.yaml") : files.get(0))
                .toAbsolutePath();
        try {
            return write(file, given, asks ? Questions.to(in, out) : Questions.toNobody(out));
        } catch (IOException refused) {
            err.println(file + " cannot be written: " + refused.getMessage());
            return CommandLineTool.NOT_DONE;
        }
    }

    private int write(Path file, Optional<Path> given, Questions questions) throws IOException {
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
        HostDisks disks = HostDisks.parse(HostTools.output(HostDisks.COMMAND));
        tellWhatIsHere(self.get(), disks);
        Optional<Path> source = given.isPresent() ? given : checkout(disks, questions);
        if (source.isEmpty()) {
            err.println("No checkout of git with a CMakeLists.txt was found. Name it: init --source FOLDER");
            return CommandLineTool.NOT_DONE;
        }
        FirstConfiguration first = new FirstConfiguration(
                self.get(),
                travelling(disks, source.get()),
                source.get(),
                wayToLive(disks, source.get(), questions),
                Checkouts.cmakeSource(source.get()),
                System.getProperty("os.arch"),
                Answers.asked(questions));
        Files.writeString(file, first.text(), StandardOpenOption.CREATE_NEW);
        out.println("\nWrote " + file + ": host " + self.get().id() + " in "
                + self.get().zone() + ", checkout " + source.get()
                + (first.keepsTyping() ? ", which stays here" : ", which travels") + ".\n");
        out.print(first.next());
        return CommandLineTool.FINE;
    }

    private void tellWhatIsHere(InstanceMetadata.Self self, HostDisks disks) throws IOException {
        out.println(self.id() + ", " + self.type() + " in " + self.zone() + ". Volumes that can travel: "
                + (disks.travelling().isEmpty()
                        ? "none"
                        : String.join(
                                ", ",
                                disks.travelling().stream()
                                        .map(one -> one.volume() + " at " + one.mount())
                                        .toList()))
                + ".\nTools: " + HostTools.here().words() + ".");
    }

    /** The checkout's own volume; else one that is there for builds alone. */
    private static Optional<HostDisks.Mounted> travelling(HostDisks disks, Path source) {
        return disks.of(source)
                .filter(HostDisks.Mounted::canTravel)
                .or(() -> disks.travelling().stream().findFirst());
    }

    /** Asked only where there is a choice: a tree on the root disk, and no volume yet that could travel. */
    private static FirstConfiguration.Way wayToLive(HostDisks disks, Path source, Questions questions)
            throws IOException {
        if (travelling(disks, source).isPresent()) {
            return FirstConfiguration.Way.KEEP_TYPING;
        }
        int way = questions.choose(
                source + " is on the root disk, which cannot leave a running host. What shall be done?",
                List.of(
                        "keep typing: it stays where it is, and builds travel on a new volume (easiest)",
                        "move it: it gets a volume of its own, which is mounted at the same path, and travels itself"));
        return FirstConfiguration.Way.values()[way];
    }

    private static Optional<Path> checkout(HostDisks disks, Questions questions) throws IOException {
        List<Path> found = Checkouts.on(disks);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(questions.choose(
                        "Which checkout is to be built?",
                        found.stream().map(Path::toString).toList())));
    }
}
