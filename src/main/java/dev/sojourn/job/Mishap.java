package dev.sojourn.job;

import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.MachineType;
import dev.sojourn.plan.Recipe;
import dev.sojourn.plan.Rung;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way for a build to fail that is known, and for which there is something that helps.
 *
 * @param what the tool that is missing; empty for the other kinds
 * @param remedy what helps at one press, where something does
 */
public record Mishap(Kind kind, String what, Optional<Remedy> remedy) {

    /** What went wrong, as the words of its first error tell. */
    public enum Kind {
        OUT_OF_MEMORY,
        DISK_FULL,
        MISSING_TOOL
    }

    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "terminated with signal 9|\\bKilled\\b|out of memory|Cannot allocate memory|std::bad_alloc|memory exhausted",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DISK_FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    private static final Pattern MISSING_TOOL = Pattern.compile(
            "(?:^|[ :/])([A-Za-z0-9][A-Za-z0-9_.+-]{0,40}): (?:command )?not found"
                    + "|CMake was unable to find a build program corresponding to \"([A-Za-z0-9][A-Za-z0-9_. +-]{0,40})\""
                    + "|Could NOT find ([A-Za-z0-9][A-Za-z0-9_.+-]{0,40})",
            Pattern.MULTILINE);

    /** From so much on for a single link no debug build of a compiler needs more. */
    private static final int FIRST_BOUND_MIB = 16_000;

    /** Empty: the build passed, or it failed in its own way, which its log alone tells. */
    public static Optional<Mishap> of(Job job) {
        return job.build().filter(build -> !build.passed()).flatMap(build -> of(build, job));
    }

    /** What helps a job at one press: the remedy that it was refused with, or that against how its build failed. */
    public static Optional<Remedy> remedy(Job job) {
        return job.homeward().flatMap(Homeward::remedy).or(() -> of(job).flatMap(Mishap::remedy));
    }

    private static Optional<Mishap> of(BuildResult build, Job job) {
        String error = build.firstError();
        if (build.cause() == BuildResult.Cause.TESTS || build.cause() == BuildResult.Cause.STOPPED) {
            return Optional.empty();
        }
        if (DISK_FULL.matcher(error).find()) {
            return Optional.of(new Mishap(Kind.DISK_FULL, "", Optional.empty()));
        }
        if (OUT_OF_MEMORY.matcher(error).find()) {
            Optional<Remedy> fewer = build.cause() == BuildResult.Cause.LINK ? fewerLinks(job) : Optional.empty();
            return Optional.of(new Mishap(Kind.OUT_OF_MEMORY, "", fewer.or(() -> larger(job))));
        }
        Matcher missing = MISSING_TOOL.matcher(error);
        if (build.cause() != BuildResult.Cause.COMPILE && missing.find()) {
            String tool = Optional.ofNullable(missing.group(1))
                    .or(() -> Optional.ofNullable(missing.group(2)))
                    .orElseGet(() -> missing.group(3));
            return Optional.of(new Mishap(Kind.MISSING_TOOL, tool, Optional.empty()));
        }
        return Optional.empty();
    }

    /** As many as have room at twice what one was thought to need; nothing where one alone is bound to fail, or the profile says how many. */
    private static Optional<Remedy> fewerLinks(Job job) {
        Optional<MachineType> machine = machine(job);
        BuildPlan plan = job.request().plan();
        if (machine.isEmpty()
                || !(plan.profile().recipe() instanceof Recipe.CMake cmake)
                || cmake.options().stream()
                        .anyMatch(option -> option.matches("-D(CMAKE_JOB_POOL|LLVM_PARALLEL_LINK_JOBS).*"))) {
            return Optional.empty();
        }
        int most = machine.get().memoryMib() / 4 * 3;
        int now = cmake.linkMemoryMib();
        if (now >= most) {
            return Optional.empty();
        }
        int next = Math.min(most, now == 0 ? FIRST_BOUND_MIB : 2 * now);
        int links = Math.max(1, most / next);
        return Optional.of(new Remedy(
                "Retry with fewer links at once",
                "At most " + links + (links == 1 ? " link runs" : " links run") + " at a time on "
                        + machine.get().name() + ". What is compiled already is kept.",
                job.request().options().again().linkingIn(next)));
    }

    /** On the smallest machine of the ladder that has more memory. */
    private static Optional<Remedy> larger(Job job) {
        return machine(job)
                .flatMap(had -> job.request().plan().ladder().stream()
                        .map(Rung::type)
                        .filter(type -> type.memoryMib() > had.memoryMib())
                        .min(Comparator.comparing(MachineType::memoryMib).thenComparing(MachineType::name))
                        .map(type -> new Remedy(
                                "Retry on " + type.name(),
                                "It has " + type.memoryMib() / 1024 + " GiB of memory, " + had.name() + " has "
                                        + had.memoryMib() / 1024 + ". What is compiled already is kept.",
                                job.request().options().again().onType(type.name()))));
    }

    private static Optional<MachineType> machine(Job job) {
        return job.attempts().stream()
                .filter(attempt -> attempt.launchedAt().isPresent())
                .reduce((earlier, later) -> later)
                .map(attempt -> attempt.offer().type())
                .filter(MachineType::known);
    }
}
