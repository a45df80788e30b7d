package dev.sojourn.command;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.Prices;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.VolumeView;
import dev.sojourn.cloud.Volumes;
import dev.sojourn.handoff.Cloud;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The few questions that a desk may ask of the cloud. Anything else fails the test: a desk launches and moves nothing. */
final class DeskCloud {

    final Set<String> notOffered = new HashSet<>();
    final Map<String, BigDecimal> spot = new HashMap<>();
    boolean away;

    Cloud ports() {
        return new Cloud(
                port(Volumes.class, "describe", ids -> {
                    Map<String, VolumeView> seen = new HashMap<>();
                    ids.forEach(id -> seen.put(id, new VolumeView(id, "in-use", "us-east-1a", 100, List.of())));
                    return seen;
                }),
                port(Instances.class, "offered", types -> {
                    List<String> offered = new ArrayList<>(types);
                    offered.removeAll(notOffered);
                    return Set.copyOf(offered);
                }),
                port(RemoteShell.class, "", nothing -> List.of()),
                port(Prices.class, "spot", types -> Map.copyOf(spot)));
    }

    /** What a port answers to its only question, given the list that is its last argument. */
    private interface Answer {
        Object to(Collection<String> asked);
    }

    private <T> T port(Class<T> port, String question, Answer answer) {
        Object asked =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (!method.getName().equals(question)) {
                        throw new AssertionError(
                                "A desk must not call " + port.getSimpleName() + "." + method.getName());
                    }
                    if (away) {
                        return new CloudAnswer.Unclear<>("no answer");
                    }
                    List<String> names = new ArrayList<>();
                    ((Collection<?>) arguments[arguments.length - 1]).forEach(name -> names.add(String.valueOf(name)));
                    return CloudAnswer.accepted(answer.to(names));
                });
        return port.cast(asked);
    }
}
