package dev.sojourn.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;

/** How a checkout is built. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Recipe {

    /**
     * CMake with Ninja.
     *
     * @param source folder with the CMakeLists.txt, relative to the checkout
     * @param keepGoing ninja's {@code -k}: after how many failures to stop; 0: never
     * @param linkMemoryMib what one link job needs, so that no more run at once than fit; 0: no bound
     * @param ccacheMib size of a compiler cache on the volume; 0: none
     */
    record CMake(String source, List<String> options, int keepGoing, int linkMemoryMib, int ccacheMib)
            implements Recipe {

        public CMake(String source, List<String> options) {
            this(source, options, 1, 0, 0);
        }

        /** The same, where one link needs at least so much. */
        public CMake linkingIn(int mib) {
            return new CMake(source, options, keepGoing, Math.max(linkMemoryMib, mib), ccacheMib);
        }

        /** Whether an option ties what is compiled to the machine that compiles it: it may not run on the host. */
        public boolean isTunedToItsMachine() {
            return options.stream()
                    .map(option -> option.toLowerCase(Locale.ROOT))
                    .anyMatch(option -> option.matches(".*-m(arch|cpu|tune)=native.*"));
        }
    }

    /** A shell script of the configuration's own, run in the checkout with {@code SOJOURN_BUILD} set. No percent is known. */
    record Script(String text) implements Recipe {}
}
