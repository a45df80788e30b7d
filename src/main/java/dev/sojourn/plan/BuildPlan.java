package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All that an approval says yes to, but for the commit: where, how, on what, for how much at most.
 *
 * @param ladder what is tried, in order; never empty
 * @param slot the one that was asked for; empty: the host is asked which one differs least
 * @param cap hard limit in list price; the builder's own fuse enforces it with the bot dead
 */
public record BuildPlan(
        WorkingVolume volume,
        Profile profile,
        List<String> targets,
        List<Rung> ladder,
        Estimate estimate,
        Usd cap,
        Optional<Integer> slot,
        boolean clean) {

    public Rung first() {
        return ladder.get(0);
    }

    /** What a job by this plan counts for until it is known what it cost: the upper end of the estimate, or else its whole cap. */
    public Usd promises() {
        return estimate.priced() && cap.isMoreThan(estimate.high()) ? estimate.high() : cap;
    }

    /** Whether it is never bought on demand, unless somebody says so. */
    @JsonIgnore
    public boolean isSpotOnly() {
        return ladder.stream().allMatch(rung -> rung.market() == Market.SPOT);
    }

    /** The same, with another machine as the volume's home. */
    public BuildPlan at(String host) {
        return new BuildPlan(volume.at(host), profile, targets, ladder, estimate, cap, slot, clean);
    }

    /** Targets that run tests, by the name that they begin with in LLVM and many others. */
    public List<String> testTargets() {
        return targets.stream()
                .filter(target -> target.equals("check") || target.startsWith("check-"))
                .toList();
    }

    /**
     * A digest of what is built and what the money goes to. A retry with the same digest on the same commit and day rests on
     * the approval that was given already. The estimate is left out: it moves with every run.
     */
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(volume.id())
                .append('\n')
                .append(profile.name())
                .append('\n')
                .append(cap.micros());
        text.append('\n').append(slot.orElse(0)).append(clean).append(targets);
        ladder.forEach(rung -> text.append('\n')
                .append(rung.label())
                .append(' ')
                .append(rung.hourly().map(Usd::micros).orElse(-1L)));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", missing);
        }
    }
}
