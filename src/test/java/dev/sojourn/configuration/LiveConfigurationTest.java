package dev.sojourn.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.Following;
import dev.sojourn.command.Installation;
import dev.sojourn.doctor.Line;
import dev.sojourn.plan.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigurationTest {

    private static final Path EXAMPLE = Path.of("deploy", "sojourn.example.yaml");

    @TempDir
    Path folder;

    private Path file;
    private LiveConfiguration live;

    @BeforeEach
    void open() throws IOException {
        file = Files.copy(EXAMPLE, folder.resolve("sojourn.yaml"));
        live = new LiveConfiguration(file, Path.of("/var/lib/sojourn"));
    }

    private void change(String what, String into) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, into));
        live.run();
    }

    private String doctor() throws Exception {
        assertThat(live.check().look()).hasSize(1);
        Line line = live.check().look().get(0);
        return line.finding().word() + ": " + line.finding().detail();
    }

    @Test
    void a_changed_policy_and_changed_profiles_are_in_force_without_a_restart() throws Exception {
        change("approvers: [U0123456780]", "approvers: [U0NEWBOSS01]");
        assertThat(live.get().policy().approvers()).containsExactly("U0NEWBOSS01");
        change("types: [c7i.16xlarge, c7a.16xlarge, c6i.16xlarge]", "types: [c7i.8xlarge]");
        assertThat(live.get().installation().profiles())
                .flatExtracting(Profile::types)
                .containsExactly("c7i.8xlarge");
        change("image: ami-0123456789abcdef0", "image: ami-0fedcba9876543210");
        assertThat(live.get().installation().profiles().get(0).builder().image())
                .isEqualTo("ami-0fedcba9876543210");
        change("owners: [U0123456789]", "owners: [U0123456789, U0SECOND001]");
        assertThat(live.get().installation().volumes().get(0).owners()).contains("U0SECOND001");
        assertThat(doctor()).startsWith("ok: ").endsWith("is in force as it is");
    }

    @Test
    void a_file_that_cannot_be_used_changes_nothing_and_the_doctor_says_why() throws Exception {
        Configuration before = live.get();
        change("approvers: [U0123456780]", "approvers: [cleo]\n  aprovers: []");
        assertThat(live.get()).isSameAs(before);
        assertThat(doctor())
                .startsWith("wrong: it cannot be used, and the one before it stays in force: ")
                .contains("policy.aprovers: unknown key", "`cleo` is no Slack id");
        change("approvers: [cleo]\n  aprovers: []", "approvers: [U0NEWBOSS01]");
        assertThat(live.get().policy().approvers()).containsExactly("U0NEWBOSS01");
        assertThat(doctor()).startsWith("ok: ");
    }

    @Test
    void half_a_file_or_none_changes_nothing() throws Exception {
        Configuration before = live.get();
        Files.writeString(file, Files.readString(file).substring(0, 1500));
        live.run();
        assertThat(live.get()).isSameAs(before);
        assertThat(doctor()).startsWith("wrong: ");
        Files.delete(file);
        live.run();
        assertThat(live.get()).isSameAs(before);
        assertThat(doctor()).startsWith("wrong: ");
        Files.copy(EXAMPLE, file);
        live.run();
        assertThat(doctor()).startsWith("ok: ");
    }

    @Test
    void what_takes_a_restart_is_named_and_nothing_of_that_file_is_taken_until_then() throws Exception {
        Configuration before = live.get();
        change("mount: /mnt/llvm\n", "mount: /mnt/other\n");
        change("approvers: [U0123456780]", "approvers: [U0NEWBOSS01]");
        assertThat(live.get()).isSameAs(before);
        assertThat(doctor()).contains("a change of volumes takes a restart of the bot");
        change("mount: /mnt/other\n", "mount: /mnt/llvm\n");
        assertThat(live.get().policy().approvers()).containsExactly("U0NEWBOSS01");
        change("# strays: end", "strays: ask");
        assertThat(doctor()).contains("a change of policy takes a restart of the bot");
        change("# web:", "web: {links-last: 1h}\n#");
        assertThat(doctor()).contains("a change of policy, web takes a restart of the bot");
    }

    @Test
    void a_part_that_is_made_of_the_configuration_is_made_anew_once_for_each() throws Exception {
        @SuppressWarnings("unchecked")
        Supplier<Installation> part = Following.each(Supplier.class, live, now -> {
            Installation made = now.installation();
            return () -> made;
        });
        Installation first = part.get();
        assertThat(part.get()).isSameAs(first);
        change("types: [c7i.16xlarge, c7a.16xlarge, c6i.16xlarge]", "types: [c7i.8xlarge]");
        assertThat(part.get().profiles()).flatExtracting(Profile::types).containsExactly("c7i.8xlarge");
        Supplier<?> failing = Following.each(Supplier.class, live, now -> () -> {
            throw new IllegalStateException("as it was thrown");
        });
        assertThatThrownBy(failing::get)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("as it was thrown");
    }
}
