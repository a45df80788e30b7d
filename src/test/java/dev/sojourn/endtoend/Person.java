package dev.sojourn.endtoend;

/** The people of the playground's workspace. */
public enum Person {
    /** An engineer; owner of the volumes {@code ann} and {@code keep}. */
    ANN("U0000000ANN"),
    /** An engineer and approver; owner of the volume {@code ben}. */
    BEN("U0000000BEN"),
    /** An approver. */
    CLEO("U000000CLEO"),
    /** Nobody that the configuration knows. */
    OSCAR("U00000OSCAR");

    private final String id;

    Person(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public String mention() {
        return "<@" + id + ">";
    }
}
