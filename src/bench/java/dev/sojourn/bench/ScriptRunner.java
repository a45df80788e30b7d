package dev.sojourn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script of {@code src/bench/race}. It is loaded before the first trip begins, so that its start costs it nothing. */
final class ScriptRunner implements Lane.Runner {

    private final String name;
    private final Program program;
    private final BufferedReader said;

    private ScriptRunner(String name, Program program) {
        this.name = name;
        this.program = program;
        this.said = program.process().inputReader(StandardCharsets.UTF_8);
    }

    /** A Python that has boto3; Debian's first. */
    static Optional<String> python() throws IOException, InterruptedException {
        for (String python : List.of("/usr/bin/python3", "python3")) {
            if (works(python, "-c", "import boto3")) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }

    static Optional<String> awsCli() throws IOException, InterruptedException {
        for (String program : List.of("/usr/bin/aws", "aws")) {
            if (works(program, "--version") && works("jq", "--version")) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    static String version(String... words) throws IOException {
        Process asked = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static boolean works(String... words) throws InterruptedException {
        try {
            Process tried = new ProcessBuilder(words).redirectErrorStream(true).start();
            tried.getInputStream().readAllBytes();
            return tried.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    static ScriptRunner start(Ground ground, String name, int home, List<String> words, String build)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(ground.environment());
        environment.putAll(Map.of(
                "AWS_EXECUTION_ENV",
                name,
                "AWS_DEFAULT_REGION",
                "us-east-1",
                "RACE_VOLUME",
                "vol-0a11cccc%08x".formatted(home),
                "RACE_HOST",
                "i-0a11cccc%09x".formatted(home),
                "RACE_LANE",
                name,
                "RACE_IMAGE",
                "ami-0a11feed00000001",
                "RACE_TYPE",
                "c7i.16xlarge",
                "RACE_BUILD",
                build));
        environment.put("RACE_SUBNET", "subnet-0a11cafe00000001");
        environment.put("RACE_GROUP", "sg-0a11cafe00000001");
        environment.put("RACE_PROFILE", setting(ground, "instance-profile: "));
        if (words.get(0).endsWith(".sh")) {
            environment.put("AWS_CLI", awsCli().orElseThrow());
        }
        ScriptRunner runner = new ScriptRunner(
                name, Program.piped(words, environment, Path.of("target", "bench", "race-" + name + ".log")));
        String line = runner.said.readLine();
        if (!"ready".equals(line)) {
            throw new IOException(name + " is not ready: " + line);
        }
        return runner;
    }

    private static String setting(Ground ground, String key) throws IOException {
        return Files.readAllLines(ground.configuration()).stream()
                .filter(line -> line.contains(key))
                .map(line -> line.substring(line.indexOf(key) + key.length()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void trip(int round) throws IOException {
        program.process().getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
        program.process().getOutputStream().flush();
        String line = said.readLine();
        if (!"done".equals(line)) {
            throw new IOException(name + ", trip " + round + ": " + line);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
