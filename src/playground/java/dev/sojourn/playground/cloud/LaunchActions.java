package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** RunInstances. */
final class LaunchActions {
    private static final int MOST_TOKEN = 64;

    private final Cloud cloud;
    private final LaunchRequest requests;
    private final Launches launches;

    LaunchActions(Cloud cloud, Launches launches) {
        this.cloud = cloud;
        this.requests = new LaunchRequest(cloud);
        this.launches = launches;
    }

    Map<String, Ec2Action> actions() {
        return Map.of("RunInstances", Ec2Action.changing(this::run, LaunchRequest.PARAMETERS));
    }

    static AwsError noCapacity() {
        return new AwsError(
                "InsufficientInstanceCapacity",
                500,
                "We currently do not have sufficient capacity in the Availability Zone you requested (" + Region.ZONE
                        + "). Our system will be working on provisioning additional capacity.");
    }

    private ObjectNode run(Ec2Query query, Struck struck) {
        String token = query.value("ClientToken", "");
        if (token.length() > MOST_TOKEN) {
            throw AwsError.client("InvalidParameterValue", "The client token is longer than 64 characters");
        }
        Launch launch = requests.read(query);
        String key = ClientToken.key(token, launch.zone());
        Map<String, String> parameters = new TreeMap<>(query.parameters());
        parameters.remove("ClientToken");
        ClientToken used = token.isEmpty() ? null : cloud.world().tokens.get(key);
        if (used != null) {
            return replayed(used, parameters);
        }
        if (struck.lacksCapacity() && !struck.isAsynchronous()) {
            throw noCapacity();
        }
        launches.checkQuota(launch, query.number("MaxCount", 1));
        List<String> ids = new ArrayList<>();
        for (int count = 0; count < query.number("MaxCount", 1); count++) {
            Instance instance = launches.launch(launch, query);
            if (struck.isStuck()) {
                instance.due = Cloud.NEVER;
            } else if (struck.lacksCapacity()) {
                instance.reason = Reason.CAPACITY;
                instance.due = cloud.after(Delay.POWER_CUT);
            }
            ids.add(instance.id);
        }
        if (!token.isEmpty()) {
            cloud.world().tokens.put(key, new ClientToken(parameters, List.copyOf(ids)));
        }
        return answer(ids);
    }

    private ObjectNode replayed(ClientToken used, Map<String, String> parameters) {
        if (!used.parameters().equals(parameters)) {
            throw AwsError.client(
                    "IdempotentParameterMismatch",
                    "The client token you have provided is associated with a resource that is already launched"
                            + " with other parameters.");
        }
        for (String id : used.instances()) {
            Instance instance = cloud.world().instances.get(id);
            if (instance == null || instance.state == InstanceState.TERMINATED) {
                throw AwsError.client(
                        "IdempotentInstanceTerminated",
                        "The client token you have provided is associated with an instance that is terminated.");
            }
        }
        return answer(used.instances());
    }

    private ObjectNode answer(List<String> ids) {
        ObjectNode[] documents = ids.stream()
                .map(id -> Objects.requireNonNull(cloud.world().instances.get(id)))
                .map(instance -> InstanceDocument.of(
                        instance, cloud.world(), cloud.kernel().json()))
                .toArray(ObjectNode[]::new);
        return InstanceActions.reservation(cloud, documents);
    }
}
