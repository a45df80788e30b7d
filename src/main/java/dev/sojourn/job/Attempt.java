package dev.sojourn.job;

import dev.sojourn.plan.Billing;
import dev.sojourn.plan.Rung;
import dev.sojourn.plan.Usd;
import java.time.Instant;
import java.util.Optional;

/**
 * One try to have a builder: written down, with its token, before EC2 is asked.
 *
 * @param number from 1, per job
 * @param clientToken sent with the launch; a repeat with the same token launches nothing new
 * @param instance EC2's id, once known
 * @param runningAt first seen running
 * @param onlineAt agent first seen online
 * @param refusal why the cloud launched nothing: NO_CAPACITY, QUOTA, …
 * @param endedAt first seen terminated, or known never to have been launched
 */
public record Attempt(
        int number,
        int rung,
        Rung offer,
        String clientToken,
        Instant askedAt,
        Optional<String> instance,
        Optional<Instant> launchedAt,
        Optional<Instant> runningAt,
        Optional<Instant> onlineAt,
        Optional<String> refusal,
        Optional<Instant> endedAt) {

    public static Attempt asked(int number, int rung, Rung offer, String clientToken, Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Attempt launched(String id, Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                askedAt,
                Optional.of(id),
                Optional.of(at),
                runningAt,
                onlineAt,
                refusal,
                endedAt);
    }

    public Attempt running(Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                askedAt,
                instance,
                launchedAt,
                Optional.of(at),
                onlineAt,
                refusal,
                endedAt);
    }

    public Attempt online(Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                askedAt,
                instance,
                launchedAt,
                runningAt,
                Optional.of(at),
                refusal,
                endedAt);
    }

    public Attempt refused(String why, Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                askedAt,
                instance,
                launchedAt,
                runningAt,
                onlineAt,
                Optional.of(why),
                Optional.of(at));
    }

    public Attempt ended(Instant at) {
        return new Attempt(
                number,
                rung,
                offer,
                clientToken,
                askedAt,
                instance,
                launchedAt,
                runningAt,
                onlineAt,
                refusal,
                Optional.of(at));
    }

    public boolean isOver() {
        return endedAt.isPresent();
    }

    /** List price so far, the root disk left out; nothing where no price is known or nothing was launched. */
    public Usd cost(Instant now) {
        if (launchedAt.isEmpty() || offer.hourly().isEmpty()) {
            return Usd.ZERO;
        }
        return Billing.cost(offer.hourly().get(), launchedAt.get(), endedAt.orElse(now));
    }
}
