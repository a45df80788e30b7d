package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who on the machines.
 *
 * @param real Ann and Ben have user ids of their own; else everybody is the user who started the playground
 */
record People(boolean real) {
    private static final List<User> ALL = List.of(User.ANN, User.BEN);

    /** Real where the machine command can play other users, and these users can reach the folders. */
    static People of(String users, Path... folders) throws IOException {
        boolean real = users.equals("users=real");
        for (Path folder : folders) {
            real = real && isReachable(folder);
        }
        return new People(real);
    }

    /** The user to enter a machine as; null: as whoever the machine's first process is. */
    @Nullable
    User entering(User user) {
        return real ? user : null;
    }

    /** Gives all below the folder to the user. */
    void give(Path folder, User user) throws IOException {
        if (!real) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return own(path);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return own(path);
            }

            private FileVisitResult own(Path path) throws IOException {
                Files.setAttribute(path, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Accounts and homes in a new machine. */
    void settle(Path machine) throws IOException {
        if (!real) {
            return;
        }
        StringBuilder passwd = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
            if (ALL.stream().noneMatch(user -> isOf(user, line))) {
                passwd.append(line).append('\n');
            }
        }
        for (User user : ALL) {
            Path home = machine.resolve("home").resolve(user.name());
            Files.createDirectories(home);
            Files.writeString(home.resolve(".gitconfig"), gitConfig(user));
            give(home, user);
            passwd.append("%s:x:%d:%d::%s:/bin/bash%n".formatted(user.name(), user.uid(), user.gid(), home));
        }
        Files.writeString(machine.resolve("passwd"), passwd);
    }

    private static boolean isOf(User user, String line) {
        return line.startsWith(user.name() + ":") || line.contains(":x:" + user.uid() + ":");
    }

    /** The upstream repository lies on the same disk and may be somebody else's. */
    private static String gitConfig(User user) {
        return """
            [user]
            	name = %s
            	email = %s@example.org
            [safe]
            	directory = *
            """.formatted(user.name(), user.name());
    }

    private static boolean isReachable(Path folder) throws IOException {
        for (Path path = folder.toRealPath(); path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
