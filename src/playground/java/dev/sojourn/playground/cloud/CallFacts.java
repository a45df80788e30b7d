package dev.sojourn.playground.cloud;

import java.util.HashMap;
import java.util.Map;

/** What a fault rule's {@code match} may name: instance, volume, type, market; of a command its comment. */
final class CallFacts {
    private CallFacts() {}

    static Map<String, String> of(Instance instance) {
        Map<String, String> facts = new HashMap<>();
        facts.put("instance", instance.id);
        facts.put("type", instance.launch.type());
        facts.put("market", instance.launch.market());
        return facts;
    }

    /** What RunInstances is about; nothing for calls that name nothing. */
    static Map<String, String> ofLaunch(Ec2Query query) {
        String type = query.value("InstanceType");
        if (type == null) {
            return Map.of();
        }
        boolean spot = query.value("InstanceMarketOptions.MarketType", "").equals("spot");
        return Map.of("type", type, "market", spot ? "spot" : "on-demand");
    }
}
