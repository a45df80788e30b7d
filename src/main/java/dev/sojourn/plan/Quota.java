package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many vCPUs the account may have running in a region: all types of a family share one quota in each market, so where it is
 * reached no other size of the family helps.
 *
 * @param name as Service Quotas lists it
 * @param code its quota code; empty: AWS lists none for this family
 * @param region empty: not known
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html">EC2 instance type quotas</a>
 */
public record Quota(String name, Optional<String> code, String region) {

    private static final String CONSOLE = "https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas";

    /** Families of types by the letters that their names begin with. */
    private enum Family {
        STANDARD("Standard (A, C, D, H, I, M, R, T, Z)", "L-1216C47A", "L-34B43A08"),
        G_AND_VT("G and VT", "L-DB2E81BA", "L-3819A6DF"),
        DL("DL", "L-6E869C2A", "L-85EED4F7"),
        F("F", "L-74FC7D96", "L-88CF9481"),
        INF("Inf", "L-1945791B", "L-B5D1601B"),
        P("P", "L-417A185B", "L-7212CCBC"),
        TRN("Trn", "L-2C3B7624", "L-6B0D517C"),
        X("X", "L-7295265B", "L-E3A00192"),
        HPC("HPC", "L-F7808C92", "");

        private final String words;
        private final String onDemand;
        private final String spot;

        Family(String words, String onDemand, String spot) {
            this.words = words;
            this.onDemand = onDemand;
            this.spot = spot;
        }

        static Optional<Family> of(String letters) {
            return switch (letters) {
                case "a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z" -> Optional.of(STANDARD);
                case "g", "gr", "vt" -> Optional.of(G_AND_VT);
                case "dl" -> Optional.of(DL);
                case "f" -> Optional.of(F);
                case "inf" -> Optional.of(INF);
                case "p" -> Optional.of(P);
                case "trn" -> Optional.of(TRN);
                case "x" -> Optional.of(X);
                case "hpc" -> Optional.of(HPC);
                default -> Optional.empty();
            };
        }
    }

    /**
     * The one that a launch of this rung counts against.
     *
     * @param zone whose region it is; empty: not known
     */
    public static Quota of(Rung rung, String zone) {
        String letters = rung.type().name().replaceFirst("[^a-z].*", "");
        String words = Family.of(letters).map(family -> family.words).orElse(letters.toUpperCase(Locale.ROOT));
        Optional<String> code = Family.of(letters)
                .map(family -> rung.market() == Market.SPOT ? family.spot : family.onDemand)
                .filter(some -> !some.isEmpty());
        String name = rung.market() == Market.SPOT
                ? "All " + words + " Spot Instance Requests"
                : "Running On-Demand " + words + " instances";
        return new Quota(name, code, region(zone));
    }

    /** {@code us-east-1} of {@code us-east-1a}, and of the local zone {@code us-east-1-bos-1a} too. */
    private static String region(String zone) {
        List<String> parts = List.of(zone.split("-"));
        int last = 0;
        while (last < parts.size() && !parts.get(last).matches("[0-9]+[a-z]?")) {
            last++;
        }
        return last == parts.size()
                ? ""
                : String.join("-", parts.subList(0, last + 1)).replaceFirst("[a-z]$", "");
    }

    /** Where a person asks AWS for more. */
    @JsonIgnore
    public String link() {
        return CONSOLE + code.map(some -> "/" + some).orElse("") + (region.isEmpty() ? "" : "?region=" + region);
    }

    /** For example {@code Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances (L-1216C47A)}. */
    @JsonIgnore
    public String words() {
        return name + code.map(some -> " (" + some + ")").orElse("");
    }

    /** Whether a launch of that rung counts against this one as well. */
    public boolean isOf(Rung rung) {
        return of(rung, "").name().equals(name);
    }
}
