package dev.sojourn.playground.cloud;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Instance metadata, version 2 only, as each machine finds it under {@code SOJOURN_IMDS}. */
final class Imds {
    static final String PATH = "/imds/";

    /** Of every machine: who asks is known by the path, and no machine has a network of its own. */
    private static final String MAC = "0a:11:aa:aa:00:01";

    private final Cloud cloud;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    Imds(Cloud cloud) {
        this.cloud = cloud;
    }

    void install(Router router) {
        router.put(PATH + ":instance/latest/api/token").blockingHandler(this::token, false);
        router.get(PATH + ":instance/latest/*").blockingHandler(this::metadata, false);
    }

    private void token(RoutingContext context) {
        if (context.request().getHeader("x-aws-ec2-metadata-token-ttl-seconds") == null) {
            context.response().setStatusCode(400).end();
            return;
        }
        String token = UUID.randomUUID().toString();
        tokens.add(context.pathParam("instance") + " " + token);
        context.end(token);
    }

    private void metadata(RoutingContext context) {
        String id = context.pathParam("instance");
        String token = context.request().getHeader("x-aws-ec2-metadata-token");
        if (!tokens.contains(id + " " + token)) {
            context.response().setStatusCode(401).end();
            return;
        }
        String path = context.normalizedPath().substring((PATH + id + "/latest/").length());
        Optional<String> value = cloud.locked(
                () -> Optional.ofNullable(cloud.world().instances.get(id)).flatMap(instance -> value(instance, path)));
        if (value.isEmpty()) {
            context.response().setStatusCode(404).end();
        } else {
            context.end(value.get());
        }
    }

    private static Optional<String> value(Instance instance, String path) {
        SpotRequest spot = instance.spot;
        boolean reclaimed = spot != null && spot.isReclaimed();
        return switch (path) {
            case "meta-data/instance-id" -> Optional.of(instance.id);
            case "meta-data/instance-type" -> Optional.of(instance.launch.type());
            case "meta-data/placement/availability-zone" -> Optional.of(instance.launch.zone());
            case "meta-data/mac" -> Optional.of(MAC);
            case "meta-data/network/interfaces/macs/" + MAC + "/subnet-id" -> Optional.of(instance.launch.subnet());
            case "meta-data/network/interfaces/macs/" + MAC + "/vpc-id" -> Optional.of(Region.VPC);
            case "meta-data/placement/region" -> Optional.of(Region.NAME);
            case "meta-data/spot/instance-action" ->
                reclaimed && spot != null
                        ? Optional.of("{\"action\":\"terminate\",\"time\":\"" + time(spot) + "\"}")
                        : Optional.empty();
            case "meta-data/spot/termination-time" ->
                reclaimed && spot != null ? Optional.of(time(spot)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String time(SpotRequest spot) {
        return spot.reclaimAt.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
