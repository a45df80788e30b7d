package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sojourn.cli.Answers;
import dev.sojourn.cli.Checkouts;
import dev.sojourn.cli.CommandLineTool;
import dev.sojourn.cli.FirstConfiguration;
import dev.sojourn.cli.HostDisks;
import dev.sojourn.cli.InstanceMetadata;
import dev.sojourn.configuration.Configuration;
import dev.sojourn.configuration.ConfigurationFile;
import dev.sojourn.configuration.Problems;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {

    /** As lsblk 2.38 says it on a host with its root disk and one volume. */
    private static final String LSBLK = """
            NAME="/dev/nvme0n1" SERIAL="vol0aaaaaaaaaaaaaaaa" FSTYPE="" UUID="" TYPE="disk" PKNAME="" MOUNTPOINT=""
            NAME="/dev/nvme0n1p1" SERIAL="" FSTYPE="ext4" UUID="u-1" TYPE="part" PKNAME="/dev/nvme0n1" MOUNTPOINT="/"
            NAME="/dev/nvme0n1p15" SERIAL="" FSTYPE="vfat" UUID="u-2" TYPE="part" PKNAME="/dev/nvme0n1" MOUNTPOINT="/boot/efi"
            NAME="/dev/nvme1n1" SERIAL="vol0bbbbbbbbbbbbbbbb" FSTYPE="xfs" UUID="u-3" TYPE="disk" PKNAME="" MOUNTPOINT="/mnt/llvm"
            """;

    private static final InstanceMetadata.Self SELF = new InstanceMetadata.Self(
            "i-0123456789abcdef0",
            "t3.small",
            "eu-west-1",
            "eu-west-1b",
            "subnet-0123456789abcdef0",
            "vpc-0123456789abcdef0");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... words) {
        return answering("", environment, words);
    }

    /** @param answers what the person types, a line for each question */
    private int answering(String answers, Map<String, String> environment, String... words) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLineTool(environment, out, out, new BufferedReader(new StringReader(answers))).run(words);
    }

    private static FirstConfiguration first(
            Optional<HostDisks.Mounted> volume, String source, FirstConfiguration.Way way) {
        return new FirstConfiguration(SELF, volume, Path.of(source), way, "llvm", "amd64", Answers.later("compilers"));
    }

    private static String metadata(HttpServer imds) {
        imds.createContext("/latest/", exchange -> {
            boolean asksForToken = exchange.getRequestMethod().equals("PUT");
            boolean mayAsk = "t0".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
            Map<String, String> values = Map.of(
                    "/latest/meta-data/instance-id", "i-0123456789abcdef0",
                    "/latest/meta-data/placement/region", "eu-west-1",
                    "/latest/meta-data/placement/availability-zone", "eu-west-1b",
                    "/latest/meta-data/mac", "0a:00",
                    "/latest/meta-data/network/interfaces/macs/0a:00/subnet-id", "subnet-0123456789abcdef0");
            String value =
                    asksForToken ? "t0" : values.get(exchange.getRequestURI().getPath());
            int status = asksForToken || (mayAsk && value != null) ? 200 : mayAsk ? 404 : 401;
            byte[] body = (status == 200 ? String.valueOf(value) : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        imds.start();
        return "http://127.0.0.1:" + imds.getAddress().getPort();
    }

    @Test
    void volumes_are_found_by_the_serials_of_their_disks() {
        HostDisks disks = HostDisks.parse(LSBLK);
        assertThat(disks.travelling()).singleElement().satisfies(one -> {
            assertThat(one.volume()).isEqualTo("vol-0bbbbbbbbbbbbbbbb");
            assertThat(one.mount()).isEqualTo("/mnt/llvm");
        });
        assertThat(disks.of(Path.of("/mnt/llvm/llvm-project")).orElseThrow().canTravel())
                .isTrue();
        assertThat(disks.of(Path.of("/home/ann/llvm-project")).orElseThrow().root())
                .isTrue();
    }

    @Test
    void a_tree_on_a_volume_travels_with_it() throws IOException {
        FirstConfiguration first = first(
                HostDisks.parse(LSBLK).travelling().stream().findFirst(),
                "/mnt/llvm/llvm-project",
                FirstConfiguration.Way.KEEP_TYPING);
        assertThat(first.keepsTyping()).isFalse();
        assertThat(first.next())
                .doesNotContain("travelling-volume")
                .contains(
                        "create-tags",
                        "Vpc=vpc-0123456789abcdef0 ",
                        "BuilderTypes=c7i.16xlarge,c7a.16xlarge,c6i.16xlarge ");
        Configuration read = read(filledIn(first.text()));
        assertThat(read.region()).isEqualTo("eu-west-1");
        assertThat(read.installation().volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.id()).isEqualTo("vol-0bbbbbbbbbbbbbbbb");
            assertThat(volume.host()).isEqualTo("i-0123456789abcdef0");
            assertThat(volume.carriesSource()).isTrue();
        });
    }

    @Test
    void a_tree_on_the_root_disk_stays_and_a_volume_for_builds_is_proposed() throws IOException {
        FirstConfiguration first =
                first(Optional.empty(), "/home/ann/llvm-project", FirstConfiguration.Way.KEEP_TYPING);
        assertThat(first.keepsTyping()).isTrue();
        assertThat(first.next())
                .contains(
                        "cannot leave a running host",
                        "travelling-volume new --mount /mnt/llvm --owner-of /home/ann/llvm-project");
        Configuration read = read(filledIn(first.text()).replace("VOLUME-ID", "vol-0cccccccccccccccc"));
        assertThat(read.installation().volumes())
                .singleElement()
                .matches(volume -> !volume.carriesSource() && volume.mount().equals("/mnt/llvm"));
    }

    @Test
    void what_is_left_to_fill_in_is_refused_by_name_until_it_is() throws IOException {
        FirstConfiguration first =
                first(Optional.empty(), "/home/ann/llvm-project", FirstConfiguration.Way.KEEP_TYPING);
        assertThatThrownBy(() -> read(first.text()))
                .isInstanceOf(Problems.Unusable.class)
                .hasMessageContaining("VOLUME-ID")
                .hasMessageContaining("SLACK-USER-ID")
                .hasMessageContaining("IMAGE-ID")
                .hasMessageContaining("CHANNEL-ID");
    }

    @Test
    void it_asks_the_metadata_service_in_its_new_way_and_never_overwrites() throws IOException {
        HttpServer imds = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = metadata(imds);
        Path file = folder.resolve("sojourn.yaml");
        Map<String, String> environment = Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", address);
        assertThat(run(environment, "init", file.toString(), "--source", "/home/ann/llvm-project"))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(file).content().contains("host: i-0123456789abcdef0", "source: /home/ann/llvm-project");
        assertThat(run(environment, "init", file.toString())).isEqualTo(CommandLineTool.NOT_DONE);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("is there already");
        imds.stop(0);
    }

    @Test
    void at_a_terminal_it_asks_and_what_was_answered_can_be_used_at_once() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("llvm-project"));
        Files.createDirectories(checkout.resolve(".git"));
        Files.createDirectories(checkout.resolve("llvm"));
        Files.createFile(checkout.resolve("llvm/CMakeLists.txt"));
        HttpServer imds = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, String> environment = Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata(imds));
        Path file = folder.resolve("asked.yaml");
        String answers = """
                2
                toolchains
                ann
                U0123456789
                U0123456780
                C0123456789
                ami-0123456789abcdef0
                sg-0123456789abcdef0

                """;
        assertThat(answering(answers, environment, "init", file.toString(), "--source", checkout.toString(), "--ask"))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        imds.stop(0);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("is on the root disk", "1  keep typing", "2  move it", "That is not of the kind [UW]")
                .contains("travelling-volume move --tree " + checkout + " --installation toolchains")
                .contains("Tools: git ");
        Configuration read = read(Files.readString(file).replace("VOLUME-ID", "vol-0cccccccccccccccc"));
        assertThat(read.id()).isEqualTo("toolchains");
        assertThat(read.installation().volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.carriesSource()).isTrue();
            assertThat(volume.mount()).isEqualTo(checkout.toString());
            assertThat(volume.owners()).containsExactly("U0123456789");
        });
        assertThat(read.installation().profiles()).singleElement().satisfies(profile -> {
            assertThat(profile.builder().instanceProfile()).isEqualTo("sojourn-builder-toolchains");
            assertThat(profile.builder().subnet()).isEqualTo("subnet-0123456789abcdef0");
        });
    }

    @Test
    void checkouts_are_found_and_those_of_llvm_come_first() throws IOException {
        for (String name :
                List.of("a/other/CMakeLists.txt", "b/llvm-project/llvm/CMakeLists.txt", "c/no-git/CMakeLists.txt")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        Path other = folder.resolve("a/other");
        Path llvm = folder.resolve("b/llvm-project");
        Files.createDirectory(other.resolve(".git"));
        Files.writeString(llvm.resolve(".git"), "gitdir: elsewhere");
        assertThat(Checkouts.below(folder)).containsExactly(other, llvm);
        assertThat(Checkouts.cmakeSource(other)).isEqualTo(".");
        assertThat(Checkouts.cmakeSource(llvm)).isEqualTo("llvm");
        assertThat(Checkouts.below(Path.of("/nowhere/at/all"))).isEmpty();
    }

    @Test
    void a_host_with_arm_cores_gets_builders_with_arm_cores() throws IOException {
        String text = new FirstConfiguration(
                        SELF,
                        HostDisks.parse(LSBLK).travelling().stream().findFirst(),
                        Path.of("/mnt/llvm/other"),
                        FirstConfiguration.Way.KEEP_TYPING,
                        ".",
                        "aarch64",
                        Answers.later("compilers"))
                .text();
        Configuration read = read(filledIn(text));
        assertThat(read.installation().profiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.types())
                        .allSatisfy(type -> assertThat(read.prices().find(type).architecture())
                                .isEqualTo("arm64")));
        assertThat(text).doesNotContain("LLVM_ENABLE");
    }

    @Test
    void elsewhere_than_on_an_instance_it_says_so() {
        Map<String, String> environment = Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9");
        assertThat(run(environment, "init", folder.resolve("x.yaml").toString()))
                .isEqualTo(CommandLineTool.NOT_DONE);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("no EC2 instance");
        assertThat(folder.resolve("x.yaml")).doesNotExist();
    }

    @Test
    void an_unknown_word_is_answered_with_all_that_there_are() {
        assertThat(run(Map.of(), "docter")).isEqualTo(CommandLineTool.NOT_DONE);
        for (String word : List.of("init", "doctor", "backup", "restore", "copy-to-postgresql", "drain")) {
            assertThat(said.toString(StandardCharsets.UTF_8)).contains(word);
        }
    }

    private static String filledIn(String text) {
        return text.replace("SLACK-USER-ID", "U0123456789")
                .replace("APPROVER-USER-ID", "U0123456780")
                .replace("CHANNEL-ID", "C0123456789")
                .replace("SECURITY-GROUP-ID", "sg-0123456789abcdef0")
                .replace("IMAGE-ID", "ami-0123456789abcdef0");
    }

    private Configuration read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("read.yaml"), yaml);
        return new ConfigurationFile(file, Path.of("/var/lib/sojourn")).read();
    }
}
