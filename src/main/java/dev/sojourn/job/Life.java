package dev.sojourn.job;

import java.time.Instant;
import java.util.Optional;

/**
 * When a builder was first seen in each of its states; what was not seen yet is empty.
 *
 * @param launched when EC2 accepted it: from here on it is paid for
 * @param running first seen running
 * @param online its agent first seen online
 * @param reclaimed when EC2 was first seen to take it back: a spot builder, with two minutes' notice
 * @param ended first seen terminated, or known never to have been launched
 */
public record Life(
        Optional<Instant> launched,
        Optional<Instant> running,
        Optional<Instant> online,
        Optional<Instant> reclaimed,
        Optional<Instant> ended) {

    static final Life NONE =
            new Life(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Life launched(Instant at) {
        return new Life(Optional.of(at), running, online, reclaimed, ended);
    }

    Life running(Instant at) {
        return new Life(launched, Optional.of(at), online, reclaimed, ended);
    }

    Life online(Instant at) {
        return new Life(launched, running, Optional.of(at), reclaimed, ended);
    }

    Life reclaimed(Instant at) {
        return new Life(launched, running, online, reclaimed.or(() -> Optional.of(at)), ended);
    }

    Life ended(Instant at) {
        return new Life(launched, running, online, reclaimed, Optional.of(at));
    }
}
