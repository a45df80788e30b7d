package dev.sojourn.store;

import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Line;
import dev.sojourn.doctor.Lines;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.plan.SpotBreaker;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Whether spot builders are bought now, or left alone because too many were taken back: by what stands in the database. */
public final class SpotCheck implements Check {

    private final SpotWeather weather;
    private final Clock clock;

    public SpotCheck(SpotWeather weather, Clock clock) {
        this.weather = weather;
        this.clock = clock;
    }

    @Override
    public List<Line> look() {
        Optional<SpotBreaker.Open> open = weather.leftAlone(clock.instant());
        return new Lines("spot")
                .fine(
                        "builders",
                        open.map(SpotCheck::words)
                                .orElse("bought where a profile says so; few were taken back of late"))
                .all();
    }

    private static String words(SpotBreaker.Open open) {
        return "left alone until " + open.until().truncatedTo(ChronoUnit.MINUTES) + ", on demand meanwhile: "
                + open.reclaims() + " were taken back within " + open.within().toMinutes() + " min";
    }
}
