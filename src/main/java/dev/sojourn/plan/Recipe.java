package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a checkout is built. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Recipe {

    /**
     * CMake with Ninja.
     *
     * @param source folder with the CMakeLists.txt, relative to the checkout
     */
    record CMake(String source, List<String> options) implements Recipe {}

    /** A shell script of the configuration's own, run in the checkout with {@code BUILD_DIR} set. No percent is known. */
    record Script(String text) implements Recipe {}
}
