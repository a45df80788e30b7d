package dev.sojourn.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sojourn.handoff.Timing;
import dev.sojourn.plan.ApprovalRule;
import dev.sojourn.plan.Attributes;
import dev.sojourn.plan.Cap;
import dev.sojourn.plan.Caps;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.SpotBreaker;
import dev.sojourn.plan.Usd;
import dev.sojourn.plan.WorkingVolume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

    private static final Path DATA = Path.of("/var/lib/sojourn");

    /** Keys that the example shows behind a {@code #} with their default; the cap has none. */
    private static final String OPTIONAL = "command|people|allow-root-owner|targets|market|first-expected-minutes|slots"
            + "|new-slot-from-files|submodules|keep-going|link-memory-mib|ccache-mib|restartable|approval"
            + "|self-approval|approval-expires|queue-limit|prices|requesters|approvers|cost-viewers|timing|spot|slack|web";

    private static final String LEAST = """
            installation: compilers
            region: us-east-1
            volumes:
              - id: vol-0123456789abcdef0
                host: i-0123456789abcdef0
                mount: /mnt/llvm
                source: /home/ann/llvm-project
            builders:
              default:
                image: ami-0123456789abcdef0
                subnet: subnet-0123456789abcdef0
                security-group: sg-0123456789abcdef0
                instance-profile: builder
            profiles:
              - name: llvm
                types: [c7i.16xlarge]
            """;

    @TempDir
    Path folder;

    private Configuration read(String yaml) {
        return read(yaml, DATA);
    }

    private Configuration read(String yaml, Path dataFolder) {
        try {
            Path file = Files.writeString(folder.resolve("sojourn.yaml"), yaml);
            return new ConfigurationFile(file, dataFolder).read();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<String> problems(String yaml) {
        Problems.Unusable unusable = catchThrowableOfType(Problems.Unusable.class, () -> read(yaml));
        assertThat(unusable).as("it is refused").isNotNull();
        return unusable.getMessage()
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^ {2}- ", ""))
                .toList();
    }

    @Test
    void the_example_is_accepted_as_it_is() {
        Configuration read = new ConfigurationFile(Path.of("deploy/sojourn.example.yaml"), DATA).read();
        assertThat(read.id()).isEqualTo("compilers");
        assertThat(read.command()).isEqualTo("/llvm-build");
        WorkingVolume volume = read.installation().volumes().get(0);
        assertThat(volume.mount()).isEqualTo("/mnt/llvm");
        assertThat(volume.isOwnedBy("U0123456789")).isTrue();
        Profile profile = read.installation().profiles().get(0);
        assertThat(profile.types()).hasSize(3).allMatch(type -> read.prices().knows(type));
        assertThat(profile.recipe())
                .isInstanceOfSatisfying(
                        Recipe.CMake.class, cmake -> assertThat(cmake.source()).isEqualTo("llvm"));
        assertThat(read.policy().approvers()).containsExactly("U0123456780");
    }

    @Test
    void every_optional_key_of_the_example_stands_there_with_its_default() throws IOException {
        String uncommented = Files.readString(Path.of("deploy/sojourn.example.yaml"))
                .replaceAll("(?m)^( *)# (?=(" + OPTIONAL + "):( |$))", "$1")
                .replaceAll("(?m)^#   (?=[a-z-]+: +[0-9])", "  ");
        long timings = uncommented
                .lines()
                .filter(line -> line.matches("  [a-z-]+: +[0-9].*#.*"))
                .count();
        assertThat(timings + 1)
                .as("each duration, but for the approval's; one is of the pages, and what Slack has beside is none")
                .isEqualTo(Timing.class.getRecordComponents().length
                        + SlackPace.class.getRecordComponents().length
                        - 1
                        + SpotBreaker.class.getRecordComponents().length);
        Configuration all = read(uncommented);
        Configuration usual = new ConfigurationFile(Path.of("deploy/sojourn.example.yaml"), DATA).read();
        assertThat(all.timing()).isEqualTo(Timing.DEFAULT).isEqualTo(usual.timing());
        assertThat(all.spot()).isEqualTo(SpotBreaker.USUAL).isEqualTo(usual.spot());
        assertThat(all.slack()).isEqualTo(usual.slack());
        assertThat(all.web()).isEqualTo(usual.web());
        assertThat(all.policy()).isEqualTo(usual.policy());
        assertThat(all.installation()).isEqualTo(usual.installation());
        assertThat(all.command()).isEqualTo(usual.command());
    }

    private Profile profile(String machines) {
        return read(LEAST.replace("    types: [c7i.16xlarge]", machines))
                .installation()
                .profiles()
                .get(0);
    }

    @Test
    void by_attributes_a_profile_has_the_cheapest_types_that_fit_and_none_that_no_build_wants() {
        Profile profile = profile("    at-least: {vcpus: 32, memory-gib: 64, architecture: arm64}");
        assertThat(profile.atLeast()).contains(new Attributes(32, 64, "arm64"));
        assertThat(profile.types())
                .hasSizeGreaterThan(5)
                .allMatch(type -> read(LEAST).prices().find(type).architecture().equals("arm64"))
                .allMatch(type -> read(LEAST).prices().find(type).vcpus() >= 32)
                .allMatch(type -> read(LEAST).prices().find(type).memoryMib() >= 64 * 1024)
                .noneMatch(type -> type.startsWith("t") || type.contains("metal") || type.startsWith("g"))
                .isSortedAccordingTo(Comparator.comparing(
                        type -> read(LEAST).prices().find(type).hourly().orElseThrow()));
    }

    @Test
    void spot_only_is_a_market_that_never_goes_over_to_on_demand_by_itself() {
        Profile profile = profile("    types: [c7i.16xlarge]\n    market: spot-only");
        assertThat(profile.market()).isEqualTo(Market.SPOT);
        assertThat(profile.spotOnly()).isTrue();
        assertThat(profile("    types: [c7i.16xlarge]\n    market: spot").spotOnly())
                .isFalse();
    }

    @Test
    void one_profile_is_for_one_architecture_and_names_types_or_what_they_have() {
        assertThat(problems(LEAST.replace("[c7i.16xlarge]", "[c7i.16xlarge, c7g.16xlarge]")))
                .singleElement()
                .asString()
                .contains("c7g.16xlarge is arm64");
        assertThat(problems(LEAST + "    at-least: {vcpus: 32}\n"))
                .singleElement()
                .asString()
                .contains("not both");
        assertThat(problems(LEAST.replace("    types: [c7i.16xlarge]", "    at-least: {vcpus: 5000}")))
                .singleElement()
                .asString()
                .contains("no type in the price table");
    }

    @Test
    void the_least_that_one_must_say_gives_the_stated_defaults() {
        Configuration read = read(LEAST);
        Profile profile = read.installation().profiles().get(0);
        assertThat(profile.market()).isEqualTo(Market.ON_DEMAND);
        assertThat(profile.approval()).isEqualTo(ApprovalRule.DEFAULT);
        assertThat(profile.cap()).isEmpty();
        assertThat(profile.firstExpectedMinutes()).isEqualTo(30);
        assertThat(read.installation().volumes().get(0).name()).isEqualTo("vol-0123456789abcdef0");
        assertThat(read.installation().volumes().get(0).profiles()).containsExactly("llvm");
        assertThat(read.policy().queueLimit()).isEqualTo(10);
        assertThat(read.policy().selfApproval()).isFalse();
        assertThat(read.timing()).isEqualTo(Timing.DEFAULT);
    }

    @Test
    void people_slots_and_how_to_build_are_read() {
        Configuration read = read(LEAST.replace(
                                "    source: /home/ann/llvm-project",
                                "    source: /home/ann/llvm-project\n    people: {ann: U0123456789, 1001: W0123456780}")
                        .replace(
                                "    types: [c7i.16xlarge]",
                                "    types: [c7i.16xlarge]\n    slots: 3\n    new-slot-from-files: 20\n    submodules: true\n"
                                        + "    keep-going: 0\n    link-memory-mib: 8000\n    ccache-mib: 5000")
                + "policy: {restartable: [clangd, ccls]}\n");
        WorkingVolume volume = read.installation().volumes().get(0);
        assertThat(volume.person("ann", 1000)).contains("U0123456789");
        assertThat(volume.person("ben", 1001)).contains("W0123456780");
        assertThat(volume.person("eve", 1002)).isEmpty();
        assertThat(volume.restartable()).containsExactly("clangd", "ccls");
        assertThat(volume.carriesSource()).isFalse();
        Profile profile = read.installation().profiles().get(0);
        assertThat(profile.slots()).isEqualTo(3);
        assertThat(profile.newSlotFrom()).isEqualTo(20);
        assertThat(profile.submodules()).isTrue();
        assertThat(profile.recipe()).isInstanceOfSatisfying(Recipe.CMake.class, cmake -> {
            assertThat(cmake.keepGoing()).isZero();
            assertThat(cmake.linkMemoryMib()).isEqualTo(8000);
            assertThat(cmake.ccacheMib()).isEqualTo(5000);
        });
    }

    @Test
    void a_person_is_named_by_their_slack_id() {
        assertThat(problems(LEAST.replace(
                        "    source: /home/ann/llvm-project",
                        "    source: /home/ann/llvm-project\n    people: {ann: Ann}")))
                .containsExactly("volumes[0].people.ann: must be a Slack user id such as U0123456789, not `Ann`");
    }

    @Test
    void everything_that_is_wrong_is_told_in_one_go_each_with_its_key() {
        String wrong = LEAST.replace("installation: compilers", "installation: Compilers!")
                .replace("    host: i-0123456789abcdef0\n", "")
                .replace(
                        "    source: /home/ann/llvm-project",
                        "    source: /home/ann/llvm-project\n    profiles: [clang]")
                .replace("    types: [c7i.16xlarge]", "    types: []\n    market: cheap\n    cap-usd: -3");
        assertThat(problems(wrong + "prices: {c7i.16xlarge: -1}\n"))
                .hasSize(7)
                .anyMatch(one -> one.startsWith("installation: ") && one.contains("Compilers!"))
                .contains("volumes[0].host: is missing")
                .contains("volumes[0].profiles: there is no profile `clang`")
                .contains("profiles[0].types: at least one instance type is needed, or `at-least` in their place")
                .anyMatch(one -> one.startsWith("profiles[0].market: ") && one.contains("cheap"))
                .contains("profiles[0].cap-usd: must not be negative: -3")
                .contains("prices.c7i.16xlarge: must not be negative: -1");
    }

    @Test
    void an_empty_file_says_what_is_needed() {
        assertThat(problems(""))
                .contains("installation: is missing", "region: is missing")
                .contains("builders: at least one is needed")
                .contains("volumes: must be a list of at least one", "profiles: must be a list of at least one");
    }

    @Test
    void what_is_not_yaml_is_refused_in_words() {
        assertThat(problems("volumes: ["))
                .hasSizeGreaterThanOrEqualTo(1)
                .first()
                .asString()
                .startsWith("(file): ");
    }

    @Test
    void two_volumes_may_share_neither_id_nor_name_nor_place() {
        String again = LEAST.replace("volumes:\n", """
                volumes:
                  - id: vol-0123456789abcdef0
                    host: i-0123456789abcdef0
                    mount: /mnt/llvm
                    source: /home/ben/llvm-project
                """);
        assertThat(problems(again))
                .containsExactly(
                        "volumes: two volumes have the id vol-0123456789abcdef0",
                        "volumes: two volumes have the name vol-0123456789abcdef0",
                        "volumes: two volumes are mounted at /mnt/llvm on i-0123456789abcdef0");
    }

    @Test
    void the_bots_own_data_must_not_lie_on_a_volume_that_leaves() {
        Problems.Unusable unusable =
                catchThrowableOfType(Problems.Unusable.class, () -> read(LEAST, Path.of("/mnt/llvm/sojourn-data")));
        assertThat(unusable).hasMessageContaining("volumes[0].mount").hasMessageContaining("SOJOURN_DATA_DIR");
        assertThat(read(LEAST, Path.of("/mnt/llvm-data"))).isNotNull();
    }

    @Test
    void a_key_that_nobody_knows_is_refused_with_the_keys_that_are_known() {
        assertThat(problems(LEAST + "policy: {aprovers: [U1]}\n"))
                .singleElement()
                .asString()
                .startsWith("policy.aprovers: unknown key")
                .contains("approvers");
        assertThat(problems(LEAST + "timing: {observeEvery: 1s}\n"))
                .singleElement()
                .asString()
                .startsWith("timing.observeEvery: unknown key")
                .contains("observe-every");
    }

    @Test
    void values_of_the_wrong_kind_are_refused_with_what_would_do() {
        assertThat(problems(LEAST + "policy: {queue-limit: 0, self-approval: perhaps, channels: C1}\n"))
                .containsExactlyInAnyOrder(
                        "policy.queue-limit: must be a whole number of at least 1, not `0`",
                        "policy.self-approval: must be true or false, not `perhaps`",
                        "policy.channels: must be a list");
        assertThat(problems(LEAST + "prices: {c7i.16xlarge: cheap}\n"))
                .containsExactly("prices.c7i.16xlarge: must be an amount in US dollars, not `cheap`");
        assertThat(problems(LEAST + "timing: {repeat-after: soon, settle: -2s}\n"))
                .containsExactlyInAnyOrder(
                        "timing.repeat-after: must be a duration such as 500ms, 90s, 10m or 4h, not `soon`",
                        "timing.settle: must not be negative: -2s");
    }

    @Test
    void durations_are_read_as_people_write_them() {
        Timing timing = read(LEAST
                        + "timing: {observe-every: 250ms, settle: 90s, agent-limit: 10m, holders-limit: 4h}\n"
                        + "policy: {approval-expires: 1h30m}\n")
                .timing();
        assertThat(timing.observeEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(timing.settle()).isEqualTo(Duration.ofSeconds(90));
        assertThat(timing.agentLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(timing.holdersLimit()).isEqualTo(Duration.ofHours(4));
        assertThat(timing.approvalExpires()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void a_price_of_ones_own_comes_before_the_shipped_table() {
        Configuration read = read(LEAST + "prices: {c7i.16xlarge: $2.00}\n");
        assertThat(read.prices().find("c7i.16xlarge").hourly()).isEqualTo(Optional.of(Usd.of("2")));
        assertThat(read.prices().find("c7a.16xlarge").hourly()).isEqualTo(Optional.of(Usd.of("3.28448")));
    }

    @Test
    void a_recipe_stays_inside_the_checkout_and_a_script_needs_a_text() {
        String profile = "    types: [c7i.16xlarge]\n";
        assertThat(problems(LEAST.replace(profile, profile + "    cmake-source: ../elsewhere\n")))
                .singleElement()
                .asString()
                .startsWith("profiles[0].cmake-source: ");
        assertThat(problems(LEAST.replace(profile, profile + "    recipe: script\n")))
                .containsExactly("profiles[0].script: is missing");
        assertThat(problems(LEAST.replace(profile, profile + "    recipe: make\n")))
                .containsExactly("profiles[0].recipe: must be cmake or script, not `make`");
    }

    @Test
    void names_that_would_reach_a_shell_or_the_cloud_are_checked_for_form() {
        assertThat(problems(LEAST.replace("/mnt/llvm\n", "/mnt/ll vm;x\n")
                        .replace("vol-0", "vol_0")
                        .replace("host: i-0", "host: j-0")))
                .hasSize(3)
                .allMatch(one -> one.startsWith("volumes[0]."));
        assertThat(problems(LEAST.replace("c7i.16xlarge", "c7i.16xlarge;x")))
                .containsExactly("profiles[0].types: `c7i.16xlarge;x` is not the name of an instance type");
    }

    @Test
    void a_profile_without_its_builder_is_refused() {
        assertThat(problems(LEAST.replace("    types:", "    builder: huge\n    types:")))
                .containsExactly("profiles[0].builder: there is no builder `huge`");
    }

    @Test
    void caps_are_read_with_the_place_whose_midnight_counts() {
        Caps caps = read(LEAST
                        + "policy: {caps: {time-zone: Europe/Berlin, month: {hard-usd: 500}, user-day: {soft-usd: 9.50}}}\n")
                .policy()
                .caps();
        assertThat(caps)
                .isEqualTo(new Caps(
                        ZoneId.of("Europe/Berlin"),
                        List.of(
                                new Cap(Cap.Kind.MONTH, Optional.empty(), Optional.of(Usd.of("500"))),
                                new Cap(Cap.Kind.USER_DAY, Optional.of(Usd.of("9.50")), Optional.empty()))));
        assertThat(read(LEAST).policy().caps()).isEqualTo(new Caps(ZoneId.of("UTC"), List.of()));
    }

    @Test
    void a_cap_that_makes_no_sense_is_refused_by_its_key() {
        assertThat(problems(LEAST + "policy: {caps: {time-zone: Atlantis, days: {hard-usd: 1},"
                        + " day: {soft-usd: 9, hard-usd: 8}, job: {hard: 3}}}\n"))
                .anyMatch(one -> one.startsWith("policy.caps.time-zone: `Atlantis` is no time zone"))
                .anyMatch(one -> one.startsWith("policy.caps.days: unknown key; perhaps `day` is meant"))
                .anyMatch(one -> one.startsWith("policy.caps.day.soft-usd: $9.00 is above hard-usd, $8.00"))
                .anyMatch(one -> one.startsWith("policy.caps.job.hard: unknown key"));
    }

    @Test
    void the_caps_of_the_example_are_ones_that_can_be_set() throws IOException {
        String example = Files.readString(Path.of("deploy/sojourn.example.yaml"));
        String section = example.lines()
                .dropWhile(line -> !line.equals("  # caps:"))
                .takeWhile(line -> line.startsWith("  #"))
                .map(line -> line.replaceFirst("# ", ""))
                .collect(Collectors.joining("\n"));
        assertThat(read(LEAST + "policy:\n" + section + "\n").policy().caps().caps())
                .hasSize(Cap.Kind.values().length);
    }
}
