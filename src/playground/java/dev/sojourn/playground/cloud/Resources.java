package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scripts on the class path, laid out as files that can be run. */
final class Resources {
    private Resources() {}

    /** Copies a folder of the class path over {@code target}, whether it lies in a jar or in a folder. */
    static void copy(String folder, Path target) throws IOException {
        URL url = Resources.class.getClassLoader().getResource(folder);
        if (url == null) {
            throw new IOException("the playground's jar has no folder " + folder);
        }
        try {
            URI uri = url.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copyAll(jar.getPath("/" + folder), target);
                }
            } else {
                copyAll(Path.of(uri), target);
            }
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /** The same of a folder on the disk. */
    static void copyAll(Path from, Path target) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path source : all) {
            Path file = target.resolve(from.relativize(source).toString());
            if (Files.isDirectory(source)) {
                Files.createDirectories(file);
            } else {
                // A machine of an earlier start may be reading the old one: replace it, do not write into it.
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.copy(source, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(
                        fresh, PosixFilePermissions.fromString(isScript(fresh) ? "rwxr-xr-x" : "rw-r--r--"));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A jar keeps no permissions; the first two bytes tell as well. */
    private static boolean isScript(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(2), new byte[] {'#', '!'});
        }
    }
}
