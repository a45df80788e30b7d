package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;

/** One command's files in one instance's folder; they outlive the playground, as does what runs. */
final class CommandFolder {
    /** Runs as the agent does, without HOME, in a process group of its own, and keeps the exit status. */
    private static final String WRAPPER = """
        #!/bin/bash
        unset HOME USER LOGNAME
        cd "$2" || cd /
        setsid sh -c "$1/_script.sh" >"$1/stdout" 2>"$1/stderr" </dev/null &
        echo "$!" >"$1/group.tmp" && mv "$1/group.tmp" "$1/group"
        wait "$!"
        echo "$?" >"$1/exit.tmp" && mv "$1/exit.tmp" "$1/exit"
        """;

    private static final int STDOUT_CHARACTERS = 24_000;
    private static final int STDERR_CHARACTERS = 8_000;
    private static final int BRIEF_CHARACTERS = 2_500;
    private static final String CUT = "--output truncated--";

    private final Path folder;

    CommandFolder(Path folder) {
        this.folder = folder;
    }

    void create(Command command) throws IOException {
        Files.createDirectories(folder);
        write("_script.sh", String.join("\n", command.commands()) + "\n");
        write("wrapper.sh", WRAPPER);
    }

    /** What has to run in the machine: it returns at once, and the command runs on. */
    List<String> words(Command command, String instance) {
        return List.of(
                "setsid",
                "--fork",
                "env",
                "AWS_SSM_INSTANCE_ID=" + instance,
                "AWS_SSM_REGION_NAME=" + Region.NAME,
                "SSM_COMMAND_ID=" + command.id(),
                folder.resolve("wrapper.sh").toString(),
                folder.toString(),
                command.workingDirectory());
    }

    /** The exit status, once there is one. */
    OptionalInt exit() {
        String text = text("exit", 16);
        return text.isBlank() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text.strip()));
    }

    /** The process group in the machine's own numbers; empty before it runs. */
    String group() {
        return text("group", 16).strip();
    }

    /** Makes ready for another run of the same script. */
    void clear() throws IOException {
        for (String name : List.of("exit", "group", "stdout", "stderr")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    String stdout() {
        return cut(text("stdout", STDOUT_CHARACTERS * 4L), STDOUT_CHARACTERS);
    }

    String stderr() {
        return cut(text("stderr", STDERR_CHARACTERS * 4L), STDERR_CHARACTERS);
    }

    /** Both streams as ListCommandInvocations shows them. */
    String brief() {
        String stderr = stderr();
        return cut(stdout() + (stderr.isEmpty() ? "" : "\n----------ERROR-------\n" + stderr), BRIEF_CHARACTERS);
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - CUT.length()) + CUT;
    }

    private String text(String name, long mostBytes) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return "";
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes((int) mostBytes), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
