package dev.sojourn.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Questions to the person at the terminal, each with an answer that Enter gives. Where nobody is there, that is the answer. */
final class Questions {

    private static final int TRIES = 3;

    private final Optional<BufferedReader> person;
    private final PrintStream out;

    private Questions(Optional<BufferedReader> person, PrintStream out) {
        this.person = person;
        this.out = out;
    }

    static Questions to(BufferedReader person, PrintStream out) {
        return new Questions(Optional.of(person), out);
    }

    static Questions toNobody(PrintStream out) {
        return new Questions(Optional.empty(), out);
    }

    /**
     * One line that looks as it should, or the usual answer.
     *
     * @param pattern of an answer that can be used
     */
    String ask(String question, String usual, String pattern) throws IOException {
        for (int again = 0; person.isPresent() && again < TRIES; again++) {
            out.print("  " + question + " [" + usual + "] ");
            out.flush();
            String line = person.get().readLine();
            if (line == null || line.isBlank()) {
                break;
            }
            if (line.strip().matches(pattern)) {
                return line.strip();
            }
            out.println("  That is not of the kind " + pattern + ". Enter leaves it for later.");
        }
        return usual;
    }

    /** Which of them, from 0; the first is the usual one. A list of one is not asked about. */
    int choose(String question, List<String> choices) throws IOException {
        if (person.isEmpty() || choices.size() < 2) {
            return 0;
        }
        for (int at = 0; at < choices.size(); at++) {
            out.println("  " + (at + 1) + "  " + choices.get(at));
        }
        return Integer.parseInt(ask(question, "1", "[1-" + choices.size() + "]")) - 1;
    }
}
