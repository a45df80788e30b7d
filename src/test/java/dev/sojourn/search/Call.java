package dev.sojourn.search;

/** A request that changes something, as it is on the wire. */
sealed interface Call {

    record Launch(String token, int attempt) implements Call {}

    record Terminate(String machine) implements Call {}

    record Attach(String machine, String device) implements Call {}

    record Detach(String machine, String device) implements Call {}

    record Send(Errand errand) implements Call {}
}
