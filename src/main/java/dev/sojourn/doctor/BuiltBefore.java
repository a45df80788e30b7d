package dev.sojourn.doctor;

import java.util.Optional;

/** What earlier builds have shown: a build is only begun where the builder's toolchain is the host's. */
@FunctionalInterface
public interface BuiltBefore {

    /** The toolchain with which the newest build on a builder of this image was begun; empty: there was none. */
    Optional<String> toolchainOf(String image);
}
