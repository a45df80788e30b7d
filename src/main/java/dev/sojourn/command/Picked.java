package dev.sojourn.command;

import dev.sojourn.plan.Market;
import java.util.Optional;

/** What has been picked so far in a form that others of its choices follow from. Empty: the usual. */
public record Picked(Optional<String> volume, Optional<String> profile, Optional<Market> market) {

    public static final Picked NOTHING = new Picked(Optional.empty(), Optional.empty(), Optional.empty());
}
