package dev.sojourn.command;

import dev.sojourn.handoff.Offers;
import dev.sojourn.job.Costs;
import dev.sojourn.job.LogEnds;
import dev.sojourn.job.ProgressBoard;
import dev.sojourn.job.Quiet;
import dev.sojourn.job.SlotList;
import dev.sojourn.job.SpotWeather;
import dev.sojourn.job.VolumePlaces;
import dev.sojourn.job.Watchers;

/** Where a desk looks up what is not in the store of jobs. */
public record Sources(
        Offers offers,
        SpotWeather weather,
        ProgressBoard progress,
        SlotList slots,
        VolumePlaces places,
        LogEnds logs,
        Watchers watchers,
        AuditExport audit,
        Costs costs,
        Quiet quiet) {}
