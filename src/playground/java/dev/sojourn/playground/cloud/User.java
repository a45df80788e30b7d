package dev.sojourn.playground.cloud;

import java.util.Optional;

/** Someone who has an account on the hosts. */
record User(String name, int uid, int gid) {
    static final User ROOT = new User("root", 0, 0);
    static final User ANN = new User("ann", 1000, 1000);
    static final User BEN = new User("ben", 1001, 1001);

    /** By name or by numeric id. */
    static Optional<User> named(String name) {
        return java.util.stream.Stream.of(ROOT, ANN, BEN)
                .filter(user ->
                        user.name.equals(name) || Integer.toString(user.uid).equals(name))
                .findFirst();
    }
}
