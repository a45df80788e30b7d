package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sojourn.playground.Fault;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code POST /aws/ec2}: EC2's Query protocol, answered in XML. */
final class Ec2Endpoint {
    private static final String VERSION = "2016-11-15";
    private static final String XML = "text/xml;charset=UTF-8";

    private final Cloud cloud;
    private final Map<String, Ec2Action> actions;
    private final FaultyCalls faultyCalls;
    private final Throttle throttle;
    private final Authority authority;

    Ec2Endpoint(Cloud cloud, List<Map<String, Ec2Action>> actions, FaultyCalls faultyCalls) {
        this.cloud = cloud;
        this.actions = new TreeMap<>();
        actions.forEach(this.actions::putAll);
        this.faultyCalls = faultyCalls;
        this.authority = new Authority(cloud);
        this.throttle = new Throttle(cloud.kernel().pace().scale());
    }

    /** Blocking: a rule may hold the call. */
    void handle(RoutingContext context) {
        Ec2Query query = Ec2Query.of(context.request().formAttributes());
        String name = query.value("Action", "");
        WireCall call = new WireCall(context, "ec2", name, query.parameters());
        Fault fault = null;
        try {
            Ec2Action action = admitted(call, name, query);
            List<Map<String, String>> facts = cloud.locked(() -> facts(query));
            fault = faultyCalls.strike("ec2", name, facts).orElse(null);
            var answer = faultyCalls.run(
                    name,
                    facts.get(0),
                    fault,
                    struck -> answer(call, name, action, query, struck),
                    error -> refusal(error, call),
                    Throttle.exceeded());
            cloud.kernel().traffic().record(call.end(answer, XML, fault));
        } catch (AwsError error) {
            cloud.kernel().traffic().record(call.end(java.util.Optional.of(refusal(error, call)), XML, fault));
        }
    }

    private Ec2Action admitted(WireCall call, String name, Ec2Query query) {
        String wrong = Credentials.refusal(call.authorization(), "ec2");
        if (wrong != null) {
            throw new AwsError(
                    "AuthFailure", 401, "AWS was not able to validate the provided access credentials (" + wrong + ")");
        }
        Ec2Action action = actions.get(name);
        if (action == null || !VERSION.equals(query.value("Version"))) {
            throw AwsError.client("InvalidAction", "The action " + name + " is not valid for this web service.");
        }
        throttle.admit(name, query, cloud.now());
        return action;
    }

    private Answer answer(WireCall call, String name, Ec2Action action, Ec2Query query, Struck struck) {
        try {
            query.refuseAllBut(action.parameters());
            cloud.locked(() -> authority.admit(name, query));
            if (query.flag("DryRun")) {
                cloud.locked(() -> authority.rehearse(name, query));
                throw new AwsError("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
            }
            ObjectNode document = cloud.locked(() -> action.body().answer(query, struck));
            if (action.mutating()) {
                cloud.flush();
            }
            return new Answer(200, Ec2Xml.answer(name, call.requestId(), document));
        } catch (AwsError error) {
            return refusal(error, call);
        } catch (RuntimeException failed) {
            System.err.println("playground: " + name + " failed: " + failed);
            return refusal(new AwsError("InternalError", 500, "An internal error has occurred: " + failed), call);
        }
    }

    private static Answer refusal(AwsError error, WireCall call) {
        return new Answer(error.status(), Ec2Xml.error(error, call.requestId()));
    }

    /** All that rules could name in this call: one map for each instance or volume in it. */
    private List<Map<String, String>> facts(Ec2Query query) {
        List<String> instances = new ArrayList<>(query.list("InstanceId"));
        List<String> volumes = new ArrayList<>(query.list("VolumeId"));
        add(instances, query.value("InstanceId"));
        add(volumes, query.value("VolumeId"));
        List<Map<String, String>> all = new ArrayList<>();
        for (String instance : instances) {
            Instance known = cloud.world().instances.get(instance);
            all.add(known == null ? new TreeMap<>(Map.of("instance", instance)) : CallFacts.of(known));
        }
        if (all.isEmpty() && volumes.isEmpty()) {
            all.add(CallFacts.ofLaunch(query));
        }
        for (String volume : volumes) {
            if (instances.isEmpty()) {
                all.add(Map.of("volume", volume));
            } else {
                all.forEach(facts -> facts.put("volume", volume));
            }
        }
        return all;
    }

    private static void add(List<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }
}
