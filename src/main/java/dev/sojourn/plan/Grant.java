package dev.sojourn.plan;

import java.time.Instant;
import java.util.List;

/**
 * A yes given ahead: for some time, builds on a volume with these types need no other one, up to an amount.
 *
 * @param job at whose request it was given; there is at most one per job
 * @param by Slack user id
 * @param volume id
 * @param limit what all builds that rest on it may cost together
 * @param left of it: every build takes its whole cap, and gives back at its end what it did not cost
 */
public record Grant(long job, String by, String volume, List<String> types, Usd limit, Usd left, Instant until) {}
