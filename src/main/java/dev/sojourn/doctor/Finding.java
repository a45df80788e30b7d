package dev.sojourn.doctor;

/** What a look came to. */
public sealed interface Finding {

    /** It was looked at, and it is as it should be. */
    record Fine(String seen) implements Finding {}

    /** It was not looked at, so nobody knows. */
    record Unchecked(String why) implements Finding {}

    /**
     * It is not as it should be.
     *
     * @param remedy a command to type, or what to do where there is none
     */
    record Wrong(String what, String remedy) implements Finding {}

    /** The word that stands in front of it. */
    default String word() {
        if (this instanceof Fine) {
            return "ok";
        }
        return this instanceof Unchecked ? "cannot check" : "wrong";
    }

    /** What was seen, why nothing was, or what is wrong. */
    default String detail() {
        if (this instanceof Fine fine) {
            return fine.seen();
        }
        return this instanceof Unchecked unchecked ? unchecked.why() : ((Wrong) this).what();
    }
}
