package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration for a bot that works in this world: {@code sojourn.yaml}. */
final class Configuration {
    private static final String PROFILE = """
          - name: %s
            builder: default
            recipe: cmake
            cmake-source: %s
            cmake-options: [%s]
            targets: [%s]
            types: [c7i.16xlarge, c7a.8xlarge]
            market: %s
            first-expected-minutes: 1
            need-mib: 200
            slots: 2
            cap-usd: 5.00
            approval: {from-vcpus: 32, from-usd: 3.00, from-usd-per-hour: 10.00}
        """;

    private final Map<String, String> environment;
    private final boolean allowRootOwner;

    Configuration(Map<String, String> environment, boolean allowRootOwner) {
        this.environment = environment;
        this.allowRootOwner = allowRootOwner;
    }

    /** Writes it unless it is there: people may have changed it. */
    void writeOnce(Path file, List<Home> homes) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text(homes));
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private String text(List<Home> homes) {
        StringBuilder text = new StringBuilder("""
            # Written by the playground at its first start; yours to change. Remove it to have it written anew.
            installation: playground
            region: us-east-1
            command: /llvm-build
            volumes:
            """);
        homes.forEach(home -> text.append(volume(home)));
        text.append("builders:\n  default:\n    image: ").append(Region.IMAGE).append('\n');
        text.append("    subnet: ").append(Region.SUBNET).append('\n');
        text.append("    security-group: ").append(Region.SECURITY_GROUP).append('\n');
        text.append("    instance-profile: ").append(Region.INSTANCE_PROFILE).append('\n');
        text.append("    root-disk-gib: 30\n    root-disk-usd-per-gib-month: 0.08\nprofiles:\n");
        text.append(profile("llvm", "on-demand")).append(profile("spot", "spot"));
        return text.append("""
            policy:
              channels: [C0000COMPILE]
              requesters: [U0000000ANN, U0000000BEN, U000000CLEO]
              approvers: [U000000CLEO, U0000000BEN]
              restartable: [clangd]
              self-approval: false
              approval-expires: 4h
            prices: {}
            timing: {}
            """).toString();
    }

    private String volume(Home home) {
        return """
              - id: %s
                name: %s
                host: %s
                mount: %s
                source: %s
                owners: [%s]
                people: {%s}
                profiles: [llvm, spot]
                allow-root-owner: %s
            """.formatted(
                        home.volume(),
                        home.name(),
                        home.host(),
                        quoted(home.mount()),
                        quoted(home.source()),
                        home.slackUser(),
                        people(home),
                        allowRootOwner);
    }

    /** Where nobody has a user id of their own, whoever runs at the host is the volume's owner. */
    private String people(Home home) {
        Map<String, String> people = new TreeMap<>(Map.of("ann", "U0000000ANN", "ben", "U0000000BEN"));
        if (allowRootOwner) {
            people.put("root", home.slackUser());
            people.put(System.getProperty("user.name"), home.slackUser());
        }
        return people.entrySet().stream()
                .map(person -> quoted(person.getKey()) + ": " + person.getValue())
                .collect(Collectors.joining(", "));
    }

    private String profile(String name, String market) {
        return PROFILE.formatted(
                name,
                quoted(environment.getOrDefault("SOJOURN_PLAYGROUND_CMAKE_SOURCE", ".")),
                list(environment.getOrDefault("SOJOURN_PLAYGROUND_CMAKE_OPTIONS", "-DCMAKE_BUILD_TYPE=Release")),
                list(environment.getOrDefault("SOJOURN_PLAYGROUND_TARGETS", "")),
                market);
    }

    private static String list(String words) {
        return Arrays.stream(words.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(Configuration::quoted)
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
