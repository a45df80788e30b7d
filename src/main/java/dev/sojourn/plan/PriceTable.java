package dev.sojourn.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** List prices and shapes of instance types, from the shipped table with the configuration's own prices over it. */
public final class PriceTable {

    /** The names of its columns. */
    public static final String COLUMNS = "type,vcpus,memory_mib,architecture,hypervisor,usage_classes,usd_per_hour";

    private final Map<String, MachineType> types;
    private final String source;

    private PriceTable(Map<String, MachineType> types, String source) {
        this.types = Map.copyOf(types);
        this.source = source;
    }

    /**
     * Reads the table. Its first line is a comment that names where the figures come from, its second the column names:
     * {@code type,vcpus,memory_mib,architecture,hypervisor,usage_classes,usd_per_hour}.
     */
    public static PriceTable parse(List<String> lines, Map<String, Usd> overrides) {
        Map<String, MachineType> types = new HashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] cell = line.split(",", -1);
            Optional<Usd> listed = cell[6].isBlank() ? Optional.empty() : Optional.of(Usd.of(cell[6]));
            types.put(
                    cell[0],
                    new MachineType(
                            cell[0],
                            Integer.parseInt(cell[1]),
                            Integer.parseInt(cell[2]),
                            cell[3],
                            cell[5].contains("spot"),
                            Optional.ofNullable(overrides.get(cell[0])).or(() -> listed)));
        }
        overrides.forEach((name, hourly) -> types.computeIfAbsent(
                name, missing -> new MachineType(missing, 0, 0, "unknown", true, Optional.of(hourly))));
        return new PriceTable(types, lines.get(0).replaceFirst("^#\\s*", ""));
    }

    public MachineType find(String type) {
        MachineType known = types.get(type);
        return known == null ? MachineType.unknown(type) : known;
    }

    /** Names of all types that have as much, the cheapest first; of two at one price the larger. */
    public List<String> atLeast(Attributes attributes) {
        return types.values().stream()
                .filter(attributes::fit)
                .sorted(Comparator.comparing((MachineType type) ->
                                type.hourly().orElseThrow().micros())
                        .thenComparing(MachineType::vcpus, Comparator.reverseOrder())
                        .thenComparing(MachineType::name))
                .map(MachineType::name)
                .toList();
    }

    public boolean knows(String type) {
        return types.containsKey(type);
    }

    /** Where the figures come from and of which day, for people. */
    public String source() {
        return source;
    }
}
