package dev.sojourn.job;

import java.time.Instant;
import java.util.Optional;

/** Who is not to be called at which hours. Durable when a method returns. */
public interface Quiet {

    /** Nobody wants quiet. */
    Quiet NEVER = new Quiet() {
        @Override
        public void keep(String user, QuietHours hours) {
            throw new UnsupportedOperationException("nothing is kept here");
        }

        @Override
        public boolean forget(String user) {
            return false;
        }

        @Override
        public Optional<QuietHours> of(String user) {
            return Optional.empty();
        }
    };

    /** In place of those that they had. */
    void keep(String user, QuietHours hours);

    /** Answers whether they had any. */
    boolean forget(String user);

    Optional<QuietHours> of(String user);

    /** When this person may be called again; empty: now. */
    default Optional<Instant> until(String user, Instant now) {
        return of(user).filter(hours -> hours.covers(now)).map(hours -> hours.nextEnd(now));
    }
}
