package dev.sojourn.plan;

import java.util.Optional;

/**
 * A limit on money.
 *
 * @param soft beyond it a second person must agree
 * @param hard beyond it nothing is begun
 */
public record Cap(Kind kind, Optional<Usd> soft, Optional<Usd> hard) {

    /** What is limited. */
    public enum Kind {
        JOB("job", Optional.empty()),
        DAY("day", Optional.of(Period.DAY)),
        MONTH("month", Optional.of(Period.MONTH)),
        USER_DAY("user-day", Optional.of(Period.DAY)),
        USER_MONTH("user-month", Optional.of(Period.MONTH)),
        CHANNEL_DAY("channel-day", Optional.of(Period.DAY)),
        CHANNEL_MONTH("channel-month", Optional.of(Period.MONTH));

        private final String key;
        private final Optional<Period> period;

        Kind(String key, Optional<Period> period) {
            this.key = key;
            this.period = period;
        }

        /** Its name in the configuration, below {@code policy.caps}. */
        public String key() {
            return key;
        }

        /** Over what it counts; empty: each job by itself. */
        public Optional<Period> period() {
            return period;
        }

        public Whose of(String user, String channel) {
            return switch (this) {
                case JOB, DAY, MONTH -> Whose.EVERYBODY;
                case USER_DAY, USER_MONTH -> Whose.user(user);
                case CHANNEL_DAY, CHANNEL_MONTH -> Whose.channel(channel);
            };
        }
    }

    public static Cap none(Kind kind) {
        return new Cap(kind, Optional.empty(), Optional.empty());
    }

    public boolean limits() {
        return soft.isPresent() || hard.isPresent();
    }
}
