package dev.sojourn.command;

import java.util.Optional;

/** Which job somebody means. */
public sealed interface Which {

    record Numbered(long number) implements Which {}

    /** The newest that the asker has asked for. */
    record Last() implements Which {}

    /** Not said. What that means is each command's own; in the thread of a card it means the card's job. */
    record Unsaid() implements Which {}

    static Which of(Optional<Long> number) {
        return number.<Which>map(Numbered::new).orElseGet(Unsaid::new);
    }
}
