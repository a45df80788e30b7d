package dev.sojourn;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the bot and the doors between them, as {@code docs/architecture.md} draws them. */
class ArchitectureTest {

    private static final JavaClasses BOT = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final JavaClasses PLAYGROUND =
            new ClassFileImporter().importPath(Path.of("target", "playground", "classes"));

    @Test
    void every_door_between_the_rooms_is_one_of_these() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture()
                .layer("root")
                .definedBy("dev.sojourn")
                .layer("cli")
                .definedBy("dev.sojourn.cli")
                .layer("configuration")
                .definedBy("dev.sojourn.configuration")
                .layer("plan")
                .definedBy("dev.sojourn.plan")
                .layer("cloud")
                .definedBy("dev.sojourn.cloud")
                .layer("aws")
                .definedBy("dev.sojourn.cloud.aws")
                .layer("job")
                .definedBy("dev.sojourn.job")
                .layer("policy")
                .definedBy("dev.sojourn.policy")
                .layer("handoff")
                .definedBy("dev.sojourn.handoff")
                .layer("command")
                .definedBy("dev.sojourn.command")
                .layer("store")
                .definedBy("dev.sojourn.store")
                .layer("doctor")
                .definedBy("dev.sojourn.doctor")
                .layer("observe")
                .definedBy("dev.sojourn.observe")
                .layer("slack")
                .definedBy("dev.sojourn.slack..")
                .layer("web")
                .definedBy("dev.sojourn.web")
                .whereLayer("plan")
                .mayNotAccessAnyLayer()
                .whereLayer("cloud")
                .mayNotAccessAnyLayer()
                .whereLayer("aws")
                .mayOnlyAccessLayers("cloud")
                .whereLayer("job")
                .mayOnlyAccessLayers("plan")
                .whereLayer("policy")
                .mayOnlyAccessLayers("plan")
                .whereLayer("handoff")
                .mayOnlyAccessLayers("plan", "job", "cloud")
                .whereLayer("command")
                .mayOnlyAccessLayers("plan", "policy", "handoff", "job", "doctor")
                // A job's row holds its plan, so whoever writes jobs down sees plans too.
                .whereLayer("store")
                .mayOnlyAccessLayers("job", "plan", "doctor")
                .whereLayer("doctor")
                .mayOnlyAccessLayers("cloud", "plan")
                .whereLayer("observe")
                .mayOnlyAccessLayers("job", "plan")
                .whereLayer("slack")
                .mayOnlyAccessLayers("command", "job", "plan", "doctor")
                .whereLayer("web")
                .mayOnlyAccessLayers("observe", "job", "plan")
                .whereLayer("configuration")
                .mayOnlyBeAccessedByLayers("root", "cli")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .check(BOT);
    }

    @Test
    void no_two_rooms_need_each_other() {
        slices().matching("dev.sojourn.(**)").should().beFreeOfCycles().check(BOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev.sojourn.slack..   | com.slack..,okhttp3..,com.google.gson..,org.glassfish.tyrus..,javax.websocket..",
                "dev.sojourn.cloud.aws | software.amazon..",
                "dev.sojourn.store     | java.sql..,javax.sql..,org.jdbi..,org.sqlite..,org.flywaydb..,io.agroal..,"
                        + "com.github.kagkarlsson..",
                "dev.sojourn.web       | io.quarkus.qute..",
                "dev.sojourn.observe   | io.micrometer..",
            })
    void a_library_is_known_in_one_room(String room, String libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.split(","))
                .check(BOT);
    }

    /** Whatever is not listed is unknown there: Quarkus and CDI above all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dev.sojourn.plan    | com.fasterxml.jackson.annotation..",
                "dev.sojourn.job     | com.fasterxml.jackson.annotation..",
                "dev.sojourn.policy  | ''",
                "dev.sojourn.cloud   | ''",
                "dev.sojourn.handoff | com.fasterxml.jackson.databind..,com.fasterxml.jackson.core..,org.slf4j..",
                "dev.sojourn.command | org.apache.commons.text..",
                "dev.sojourn.doctor  | ''",
            })
    void the_core_knows_the_language_and_little_else(String room, String libraries) {
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.sojourn..")
                        .or(resideInAnyPackage(libraries.split(","))))
                .check(BOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "policy", "job", "handoff", "command"})
    void time_comes_from_outside(String room) {
        noClasses()
                .that()
                .resideInAPackage("dev.sojourn." + room)
                // Waits for the log that a person wants to read; no decision about a job hangs on it.
                .and()
                .doNotHaveFullyQualifiedName("dev.sojourn.handoff.GuestQuestion")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(BOT);
    }

    @Test
    void names_say_what_a_thing_is() {
        ArchRule rule = noClasses().should().haveNameMatching(".*[.$](Base\\w*|\\w*(Manager|Helper|Utils?|Impl))");
        rule.check(BOT);
        rule.check(PLAYGROUND);
    }

    @Test
    void the_playground_has_classes_to_look_at() {
        assertThat(PLAYGROUND).isNotEmpty();
    }

    @Test
    void the_playground_knows_nothing_of_the_bot() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.sojourn..").or(resideInAPackage("dev.sojourn.playground..")))
                .check(PLAYGROUND);
    }

    @Test
    void the_bot_knows_nothing_of_the_playground() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sojourn.playground..")
                .check(BOT);
    }
}
