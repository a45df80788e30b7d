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
 * @param rung place on the ladder, from 0
 * @param clientToken sent with the launch; a repeat with the same token launches nothing new
 * @param instance EC2's id, once known
 * @param refusal why the cloud launched nothing: NO_CAPACITY, QUOTA, …
 */
public record Attempt(
        int number,
        int rung,
        Rung offer,
        String clientToken,
        Instant askedAt,
        Optional<String> instance,
        Optional<String> refusal,
        Life life) {

    public static Attempt asked(int number, int rung, Rung offer, String clientToken, Instant at) {
        return new Attempt(number, rung, offer, clientToken, at, Optional.empty(), Optional.empty(), Life.NONE);
    }

    public Attempt launched(String id, Instant at) {
        return new Attempt(number, rung, offer, clientToken, askedAt, Optional.of(id), refusal, life.launched(at));
    }

    /** As EC2 tells it: the answer to the launch may have been lost, and the next one have come much later. */
    public Attempt begun(Instant began) {
        Instant from = began.isBefore(askedAt) ? askedAt : began;
        return launchedAt().filter(from::isBefore).isPresent() ? living(life.launched(from)) : this;
    }

    public Attempt running(Instant at) {
        return living(life.running(at));
    }

    public Attempt online(Instant at) {
        return living(life.online(at));
    }

    /** EC2 takes it back. */
    public Attempt reclaimed(Instant at) {
        return living(life.reclaimed(at));
    }

    public Attempt ended(Instant at) {
        return living(life.ended(at));
    }

    public Attempt refused(String why, Instant at) {
        return new Attempt(number, rung, offer, clientToken, askedAt, instance, Optional.of(why), life.ended(at));
    }

    private Attempt living(Life next) {
        return new Attempt(number, rung, offer, clientToken, askedAt, instance, refusal, next);
    }

    public Optional<Instant> launchedAt() {
        return life.launched();
    }

    public Optional<Instant> runningAt() {
        return life.running();
    }

    public Optional<Instant> onlineAt() {
        return life.online();
    }

    public Optional<Instant> endedAt() {
        return life.ended();
    }

    public boolean isOver() {
        return life.ended().isPresent();
    }

    /**
     * List price so far; nothing where no price is known or nothing was launched.
     *
     * @param rootDisk what the builder's own disk costs for an hour
     */
    public Usd cost(Instant now, Usd rootDisk) {
        if (launchedAt().isEmpty() || offer.hourly().isEmpty()) {
            return Usd.ZERO;
        }
        return Billing.cost(
                offer.hourly().get().plus(rootDisk),
                launchedAt().get(),
                endedAt().orElse(now));
    }
}
