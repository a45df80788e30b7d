package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that must outlive the playground's process. Changes only under the cloud's lock. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class World {
    final Map<String, Instance> instances = new TreeMap<>();
    final Map<String, Volume> volumes = new TreeMap<>();
    final Map<String, ClientToken> tokens = new LinkedHashMap<>();
    final Map<String, Command> commands = new LinkedHashMap<>();

    /** What should never have happened, in the order in which it did. */
    final Set<String> violations = new LinkedHashSet<>();

    long checked;

    /** How often a playground has started with this folder: each start draws other numbers from one seed. */
    int starts;
}
