package dev.sojourn.command;

/** What a line of text came to. */
public sealed interface Parsed {

    record Understood(Command command) implements Parsed {}

    /**
     * @param what what was wrong, with the word that was
     * @param advice what to type instead
     */
    record NotUnderstood(String what, String advice) implements Parsed {}
}
