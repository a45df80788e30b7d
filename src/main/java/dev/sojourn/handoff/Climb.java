package dev.sojourn.handoff;

import dev.sojourn.cloud.Refusal;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Quota;
import dev.sojourn.plan.Rung;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The way up the ladder: which rung is next, by what was refused since a builder ran last, or since somebody had it tried anew.
 * A rung whose quota is reached is not tried again, and neither is any other that counts against the same quota.
 *
 * @param tried in their order; none of them ran
 * @param spotLeftAlone whether spot is passed over, while there is something on demand
 */
record Climb(List<Rung> ladder, List<Attempt> tried, boolean spotLeftAlone, String zone) {

    static Climb of(Scene scene) {
        Job job = scene.job();
        List<Attempt> all = job.attempts();
        int ran = IntStream.range(0, all.size())
                .filter(at -> all.get(at).runningAt().isPresent())
                .max()
                .orElse(-1);
        List<Attempt> tried = all.subList(ran + 1, all.size()).stream()
                .filter(one -> job.anewSince()
                        .map(since -> !one.askedAt().isBefore(since))
                        .orElse(true))
                .toList();
        return new Climb(
                job.request().plan().ladder(),
                tried,
                scene.seen().spotLeftAlone().isPresent(),
                scene.seen().volume().map(VolumeView::zone).orElse(""));
    }

    /** The next rung of this round; empty: the round is over. */
    Optional<Integer> next() {
        return from(tried.isEmpty() ? 0 : last().rung() + 1);
    }

    /** The first rung of another round. */
    Optional<Integer> first() {
        return from(0);
    }

    private Optional<Integer> from(int rung) {
        return IntStream.range(rung, ladder.size())
                .filter(this::isWorthATry)
                .boxed()
                .findFirst();
    }

    private boolean isWorthATry(int rung) {
        boolean passedOver = isSpot(rung)
                && spotLeftAlone
                && IntStream.range(0, ladder.size()).anyMatch(other -> !isSpot(other) && !isOut(other));
        return !isOut(rung) && !passedOver;
    }

    private boolean isSpot(int rung) {
        return ladder.get(rung).market() == Market.SPOT;
    }

    /** A try would be refused again until a person has changed something. */
    private boolean isOut(int rung) {
        return tried.stream()
                .anyMatch(one -> is(one, Refusal.USED_UP)
                        || (is(one, Refusal.QUOTA)
                                && Quota.of(one.offer(), zone).isOf(ladder.get(rung)))
                        || (is(one, Refusal.UNSUPPORTED) && one.rung() == rung));
    }

    /** Whether no rung was refused for want of capacity: then waiting will not help. */
    boolean isHopeless() {
        return !tried.isEmpty() && IntStream.range(0, ladder.size()).allMatch(rung -> isOut(rung) || isSpent(rung));
    }

    private boolean isSpent(int rung) {
        return tried.stream()
                .filter(one -> one.rung() == rung)
                .reduce((before, after) -> after)
                .filter(one -> is(one, Refusal.TOKEN_SPENT))
                .isPresent();
    }

    /** The quotas that keep rungs out, each once. */
    List<Quota> quotas() {
        return tried.stream()
                .filter(one -> is(one, Refusal.QUOTA))
                .map(one -> Quota.of(one.offer(), zone))
                .distinct()
                .toList();
    }

    /** How many rounds were begun: each pause is longer than the one before. */
    int rounds() {
        return (int) IntStream.range(0, tried.size())
                .filter(at ->
                        at == 0 || tried.get(at).rung() <= tried.get(at - 1).rung())
                .count();
    }

    private Attempt last() {
        return tried.get(tried.size() - 1);
    }

    private static boolean is(Attempt attempt, Refusal refusal) {
        return attempt.refusal().equals(Optional.of(refusal.name()));
    }
}
