package dev.sojourn.plan;

import java.util.List;
import java.util.Optional;

/** What machines understand: object files of one architecture are no use to another, so no slot is ever shared between two. */
public final class Architecture {

    private Architecture() {}

    /** As EC2 names it, of what {@code uname -m} says. */
    public static String ofUname(String machine) {
        return machine.equals("aarch64") ? "arm64" : machine;
    }

    /** The types that are of another architecture; those that nobody has described are not judged. */
    public static List<MachineType> others(String architecture, List<MachineType> types) {
        return types.stream()
                .filter(MachineType::known)
                .filter(type -> !type.architecture().equals(architecture))
                .distinct()
                .toList();
    }

    /** The architecture of the first type that is known. */
    public static Optional<String> of(List<MachineType> types) {
        return types.stream()
                .filter(MachineType::known)
                .map(MachineType::architecture)
                .findFirst();
    }

    /** For example {@code c7g.16xlarge is for arm64}. */
    public static String words(List<MachineType> types) {
        return String.join(
                ", ",
                types.stream()
                        .map(type -> type.name() + " is " + type.architecture())
                        .toList());
    }
}
