package dev.sojourn.command;

import java.util.List;
import java.util.Optional;

/** What a form for a build offers. */
public interface Menu {

    /** What can be chosen, with the prices of the price table. Asks nobody: a form must open at once. */
    Choices atOnce(String user, Picked picked);

    /** The same with what EC2 tells of prices and offers, and with estimates. May take seconds. */
    Choices priced(Choices known);

    /** Why this person may not ask for builds there; empty: they may. */
    Optional<Reply.Refused> refusal(Caller caller);

    /** Where builds may be asked for; empty: everywhere. */
    List<String> channels();
}
