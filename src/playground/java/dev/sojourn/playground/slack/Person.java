package dev.sojourn.playground.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The people of the workspace; everyone is in every channel. */
enum Person {
    ANN("U0000000ANN", "ann", "Ann Engineer", "engineer"),
    BEN("U0000000BEN", "ben", "Ben Engineer", "engineer"),
    CLEO("U000000CLEO", "cleo", "Cleo Approver", "approver"),
    OSCAR("U00000OSCAR", "oscar", "Oscar Outsider", "outsider");

    /** The members of the user group that approves. */
    static final List<Person> APPROVERS = List.of(CLEO, BEN);

    private final String id;
    private final String handle;
    private final String fullName;
    private final String role;

    Person(String id, String handle, String fullName, String role) {
        this.id = id;
        this.handle = handle;
        this.fullName = fullName;
        this.role = role;
    }

    static Optional<Person> byId(String id) {
        return Arrays.stream(values()).filter(person -> person.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    /** As in {@code @ann}. */
    String handle() {
        return handle;
    }

    String fullName() {
        return fullName;
    }

    String role() {
        return role;
    }
}
