package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files through which the cloud and one machine speak. */
final class InstanceFolder {
    private static final List<String> FOLDERS = List.of("mnt", "root", "state", "run", "units", "requests", "commands");

    private final Path folder;

    InstanceFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Makes what a new machine needs; {@code userData} is base64. */
    void create(String userData) throws IOException {
        for (String name : FOLDERS) {
            Files.createDirectories(folder.resolve(name));
        }
        for (String empty : List.of("fstab", "devices")) {
            if (!Files.exists(folder.resolve(empty))) {
                Files.writeString(folder.resolve(empty), "");
            }
        }
        if (!userData.isEmpty()) {
            Files.write(folder.resolve("user-data"), Base64.getMimeDecoder().decode(userData));
            Files.setPosixFilePermissions(
                    folder.resolve("user-data"), java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** What the guest finds in its environment. */
    void environment(Map<String, String> variables) throws IOException {
        write(
                "env",
                variables.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** The disks that the guest can see. */
    void devices(List<Volume> volumes, VolumeFolders folders) {
        String lines = volumes.stream()
                .map(volume -> String.join(
                                "\t",
                                volume.id,
                                volume.attachment == null ? "" : volume.attachment.device,
                                folders.data(volume.id).toString(),
                                volume.serial(),
                                volume.uuid())
                        + "\n")
                .collect(Collectors.joining());
        try {
            write("devices", lines);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + folder.resolve("devices"), failed);
        }
    }

    /** Whether the guest has asked to be switched off since the last look. */
    boolean tookShutdownRequest() {
        try {
            return Files.deleteIfExists(folder.resolve("requests").resolve("shutdown"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path command(String id) {
        return folder.resolve("commands").resolve(id);
    }

    private void write(String name, String text) throws IOException {
        Path fresh = folder.resolve(name + ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
