package dev.sojourn.playground.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type that can be launched.
 *
 * @param usdPerHour on demand, Linux, us-east-1, as of 2026-07-20
 * @param xen not Nitro: disks have xvd names there, and no serial
 * @param zones where it is offered
 */
record InstanceType(String name, int vcpus, int memoryMib, double usdPerHour, boolean xen, Set<String> zones) {
    private static final String TABLE = """
        t2.micro         1    1024  0.01160 xen ab
        t3.micro         2    1024  0.01040 nitro ab
        t3.small         2    2048  0.02080 nitro ab
        t3.medium        2    4096  0.04160 nitro ab
        m7i.large        2    8192  0.10080 nitro ab
        m7i.xlarge       4   16384  0.20160 nitro ab
        m7i.4xlarge     16   65536  0.80640 nitro ab
        m7a.4xlarge     16   65536  0.92736 nitro ab
        m7i.16xlarge    64  262144  3.22560 nitro ab
        c5a.16xlarge    64  131072  2.46400 nitro ab
        c6a.8xlarge     32   65536  1.22400 nitro ab
        c6a.16xlarge    64  131072  2.44800 nitro ab
        c6i.16xlarge    64  131072  2.72000 nitro ab
        c7i.large        2    4096  0.08925 nitro ab
        c7i.2xlarge      8   16384  0.35700 nitro ab
        c7i.4xlarge     16   32768  0.71400 nitro ab
        c7i.8xlarge     32   65536  1.42800 nitro ab
        c7i.16xlarge    64  131072  2.85600 nitro ab
        c7i.24xlarge    96  196608  4.28400 nitro ab
        c7i.48xlarge   192  393216  8.56800 nitro ab
        c7i.metal-48xl 192  393216  8.56800 nitro b
        c7a.4xlarge     16   32768  0.82112 nitro ab
        c7a.8xlarge     32   65536  1.64224 nitro ab
        c7a.16xlarge    64  131072  3.28448 nitro ab
        c7a.48xlarge   192  393216  9.85344 nitro ab
        c8i.16xlarge    64  131072  2.99872 nitro b
        """;

    private static final Map<String, InstanceType> ALL = read();

    static Optional<InstanceType> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    static Map<String, InstanceType> all() {
        return ALL;
    }

    /** Nobody launches a type that is not in the table, so every instance has one. */
    static InstanceType of(Instance instance) {
        return named(instance.launch.type()).orElseThrow();
    }

    boolean isOfferedIn(String zone) {
        return zones.contains(zone);
    }

    private static Map<String, InstanceType> read() {
        Map<String, InstanceType> types = new LinkedHashMap<>();
        TABLE.lines().map(line -> line.trim().split(" +")).forEach(column -> {
            Set<String> zones = column[5].equals("ab") ? Set.of("us-east-1a", "us-east-1b") : Set.of("us-east-1b");
            types.put(
                    column[0],
                    new InstanceType(
                            column[0],
                            Integer.parseInt(column[1]),
                            Integer.parseInt(column[2]),
                            Double.parseDouble(column[3]),
                            column[4].equals("xen"),
                            zones));
        });
        return Map.copyOf(types);
    }
}
