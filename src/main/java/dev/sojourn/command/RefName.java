package dev.sojourn.command;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of a branch, tag or commit: git's own rules, and fewer characters than git would take, because the name goes
 * to another machine.
 *
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
 */
final class RefName {

    static final String WORKING_TREE = ".";

    private static final int LONGEST = 200;
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Za-z._/+@-]*");
    private static final Pattern FIRST = Pattern.compile("[0-9A-Za-z].*");

    private RefName() {}

    /** Why this is no name that we take; empty: it is one. */
    static Optional<String> fault(String name) {
        if (name.equals(WORKING_TREE)) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.length() > LONGEST) {
            return Optional.of("it is longer than " + LONGEST + " characters");
        }
        return characterFault(name).or(() -> placeFault(name)).or(() -> partFault(name));
    }

    private static Optional<String> characterFault(String name) {
        if (name.contains("..") || name.contains("@{") || name.contains("~") || name.contains("^")) {
            return Optional.of("ranges and steps back (`..`, `~`, `^`, `@{…}`) name more or other than one ref");
        }
        if (CHARACTERS.matcher(name).matches()) {
            return Optional.empty();
        }
        return name.codePoints()
                .mapToObj(Character::toString)
                .filter(character -> !CHARACTERS.matcher(character).matches())
                .findFirst()
                .map(character -> Echo.of(character) + " may not be in it; letters, digits and `. _ / + @ -` may");
    }

    private static Optional<String> placeFault(String name) {
        if (!FIRST.matcher(name).matches()) {
            return Optional.of("it must begin with a letter or a digit");
        }
        return name.endsWith("/") || name.endsWith(".")
                ? Optional.of("it must not end with `/` or `.`")
                : Optional.empty();
    }

    private static Optional<String> partFault(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()) {
                return Optional.of("it has two `/` in a row");
            }
            if (part.startsWith(".") || part.endsWith(".lock")) {
                return Optional.of("no part of it may begin with `.` or end with `.lock`");
            }
        }
        return Optional.empty();
    }
}
