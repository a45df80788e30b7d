package dev.sojourn.faults;

import dev.sojourn.faults.agent.CommitAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The classes of {@code faults.agent}, packed so that a JVM takes them as its agent. */
final class AgentJar {

    private AgentJar() {}

    static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", CommitAgent.class.getName());
        String folder = CommitAgent.class.getPackageName().replace('.', '/') + "/";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Path compiled : classes()) {
                out.putNextEntry(new ZipEntry(folder + compiled.getFileName()));
                Files.copy(compiled, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of(CommitAgent.class.getResource("").toURI()))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
