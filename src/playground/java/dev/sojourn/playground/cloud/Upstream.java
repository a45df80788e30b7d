package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repository that everybody fetches from, and the checkouts made of it. */
final class Upstream {
    private final Path repository;

    private Upstream(Path repository) {
        this.repository = repository;
    }

    /** The repository that somebody wants in place of the sample. */
    static Optional<String> named(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("SOJOURN_PLAYGROUND_REPO")).filter(path -> !path.isBlank());
    }

    /** The one that {@code SOJOURN_PLAYGROUND_REPO} names, or the sample, made anew where it is not there yet. */
    static Upstream of(Path playground, Map<String, String> environment) throws IOException {
        Optional<String> named = named(environment);
        if (named.isPresent()) {
            Path repository = Path.of(named.get()).toAbsolutePath().normalize();
            if (!Files.isDirectory(repository)) {
                throw new IOException("SOJOURN_PLAYGROUND_REPO is not a folder: " + repository);
            }
            run(List.of("git", "-C", repository.toString(), "rev-parse", "--git-dir"));
            return new Upstream(repository);
        }
        Path sample = playground.resolve("upstream").resolve(Home.CHECKOUT + ".git");
        if (!Files.exists(sample)) {
            Files.createDirectories(sample.getParent());
            Path unfinished = sample.resolveSibling(Home.CHECKOUT + "-" + System.nanoTime());
            run(List.of(playground.resolve("sample/make-repository").toString(), unfinished.toString()));
            Files.move(unfinished, sample);
        }
        return new Upstream(sample);
    }

    Path repository() {
        return repository;
    }

    /** A checkout as a developer has one; objects are copied, so that upstream's owner may be another. */
    void cloneTo(Path checkout, User user) throws IOException {
        Files.createDirectories(Optional.ofNullable(checkout.getParent()).orElseThrow());
        run(List.of("git", "clone", "--quiet", "--no-hardlinks", repository.toString(), checkout.toString()));
        run(List.of("git", "-C", checkout.toString(), "config", "user.name", user.name()));
        run(List.of("git", "-C", checkout.toString(), "config", "user.email", user.name() + "@example.org"));
    }

    /** Work that is not committed: a changed source file and a new file that git does not know. */
    void edit(Path checkout) throws IOException {
        List<String> sources = run(List.of("git", "-C", checkout.toString(), "ls-files", "*.cpp", "*.cc", "*.c"))
                .lines()
                .toList();
        if (!sources.isEmpty()) {
            Files.writeString(
                    checkout.resolve(sources.get(0)),
                    "\n// Not committed yet: this line exists in Ann's working tree only.\n",
                    StandardOpenOption.APPEND);
        }
        Files.writeString(checkout.resolve("notes.txt"), "Untracked, and not ignored.\n");
    }

    private static String run(List<String> words) throws IOException {
        Path output = Files.createTempFile("sojourn-playground", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("GIT_CONFIG_COUNT", "1");
            builder.environment().put("GIT_CONFIG_KEY_0", "safe.directory");
            builder.environment().put("GIT_CONFIG_VALUE_0", "*");
            int exit = builder.start().waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (exit != 0) {
                throw new IOException(String.join(" ", words) + " failed: " + said.strip());
            }
            return said;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
