package dev.sojourn.slack;

import dev.sojourn.job.Quiet;
import dev.sojourn.job.QuietHours;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Quiet hours in memory. */
final class FixedQuiet implements Quiet {

    /** From before the sample begins to 18:00. */
    static final QuietHours ALL_DAY = new QuietHours(LocalTime.of(8, 0), LocalTime.of(18, 0), ZoneOffset.UTC);

    private final Map<String, QuietHours> hours = new HashMap<>();

    static FixedQuiet allDayFor(String... users) {
        FixedQuiet quiet = new FixedQuiet();
        for (String user : users) {
            quiet.keep(user, ALL_DAY);
        }
        return quiet;
    }

    @Override
    public void keep(String user, QuietHours wanted) {
        hours.put(user, wanted);
    }

    @Override
    public boolean forget(String user) {
        return hours.remove(user) != null;
    }

    @Override
    public Optional<QuietHours> of(String user) {
        return Optional.ofNullable(hours.get(user));
    }
}
