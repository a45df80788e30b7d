package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
            "i-0123456789abcdef0", "t3.small", "eu-west-1", "eu-west-1b", "subnet-0123456789abcdef0");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... words) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLineTool(environment, out, out).run(words);
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
        FirstConfiguration first = new FirstConfiguration(
                SELF, HostDisks.parse(LSBLK).travelling().stream().findFirst(), Path.of("/mnt/llvm/llvm-project"));
        assertThat(first.keepsTyping()).isFalse();
        assertThat(first.next()).doesNotContain("create-volume").contains("create-tags");
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
        FirstConfiguration first = new FirstConfiguration(SELF, Optional.empty(), Path.of("/home/ann/llvm-project"));
        assertThat(first.keepsTyping()).isTrue();
        assertThat(first.next())
                .contains(
                        "cannot leave a running host",
                        "create-volume --region eu-west-1 --availability-zone eu-west-1b")
                .contains("nofail,x-systemd.device-timeout=10s");
        Configuration read = read(filledIn(first.text()).replace("VOLUME-ID", "vol-0cccccccccccccccc"));
        assertThat(read.installation().volumes())
                .singleElement()
                .matches(volume -> !volume.carriesSource() && volume.mount().equals("/mnt/llvm"));
    }

    @Test
    void what_is_left_to_fill_in_is_refused_by_name_until_it_is() throws IOException {
        FirstConfiguration first = new FirstConfiguration(SELF, Optional.empty(), Path.of("/home/ann/llvm-project"));
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
        imds.createContext("/latest/", exchange -> {
            boolean asksForToken = exchange.getRequestMethod().equals("PUT");
            boolean mayAsk = "t0".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
            Map<String, String> values = Map.of(
                    "/latest/meta-data/instance-id", "i-0123456789abcdef0",
                    "/latest/meta-data/placement/region", "eu-west-1",
                    "/latest/meta-data/placement/availability-zone", "eu-west-1b");
            String value =
                    asksForToken ? "t0" : values.get(exchange.getRequestURI().getPath());
            int status = asksForToken || (mayAsk && value != null) ? 200 : mayAsk ? 404 : 401;
            byte[] body = (status == 200 ? String.valueOf(value) : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        imds.start();
        String address = "http://127.0.0.1:" + imds.getAddress().getPort();
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
