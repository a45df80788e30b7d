package dev.sojourn.command;

/** Characters that nobody sees, and that may make a line look other than it is: control, direction, unassigned. */
final class HiddenCharacter {

    private HiddenCharacter() {}

    static boolean is(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
