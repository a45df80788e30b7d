package dev.sojourn.playground.cloud;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/** All parts of the cloud, and which knows which. */
final class Wiring {
    static final String EC2 = "/aws/ec2";
    static final String SSM = "/aws/ssm";

    private final Cloud cloud;
    private final Machines machines;
    private final People people;
    private final List<Home> homes;
    private final Volumes volumes;
    private final Power power;
    private final Launches launches;
    private final Agents agents;
    private final Ticker ticker;
    private final Ec2Endpoint ec2;
    private final SsmEndpoint ssm;
    private final ControlApi controlApi;

    Wiring(Cloud cloud, Machine machine, People people, List<Home> homes, String isolation) {
        this.cloud = cloud;
        this.people = people;
        this.homes = homes;
        machines = new Machines(cloud.kernel().folder(), machine);
        volumes = new Volumes(cloud, machines);
        Instances instances = new Instances(cloud);
        power = new Power(cloud, machines, instances, volumes);
        launches = new Launches(cloud, machines, people);
        agents = new Agents(cloud, instances);
        Commands commands = new Commands(cloud, machines, instances);
        SpotMarket spotMarket = new SpotMarket(cloud, instances);
        Invariants invariants = new Invariants(cloud, machines);
        ticker = new Ticker(cloud, power, volumes, spotMarket, agents, commands, invariants);
        FaultyCalls faultyCalls = new FaultyCalls(cloud.kernel().faults());
        Seen seen = new Seen(cloud);
        ec2 = new Ec2Endpoint(
                cloud,
                List.of(
                        new InstanceActions(cloud, instances, seen).actions(),
                        new AttributeActions(cloud, instances).actions(),
                        new LaunchActions(cloud, launches).actions(),
                        new VolumeActions(cloud, volumes, instances, seen).actions(),
                        new SpotActions(cloud).actions(),
                        new CatalogActions(cloud).actions(),
                        new TagActions(cloud).actions()),
                faultyCalls);
        ssm = new SsmEndpoint(
                cloud,
                List.of(
                        new SendCommandAction(cloud, agents, commands).actions(),
                        new CommandActions(cloud, commands).actions(),
                        new ParameterActions(cloud).actions(),
                        new InformationActions(cloud, agents).actions()),
                faultyCalls,
                agents);
        Panorama panorama = new Panorama(cloud, machines, agents, homes, isolation);
        controlApi = new ControlApi(cloud, machines, instances, volumes, spotMarket, invariants, people, panorama);
    }

    /** Plants the world where there is none, takes over the machines that live, boots those that should. */
    void open(Upstream upstream) throws IOException {
        if (cloud.locked(() -> cloud.world().instances.isEmpty())) {
            new Seed(cloud, machines, launches, volumes, people, upstream).plant(homes);
        }
        power.adopt();
        cloud.locked(cloud::touched);
        cloud.flush();
        cloud.kernel().faults().whenAdded("ssm", agents::ruleAdded);
        ticker.start();
    }

    void install(Router router) {
        router.post(EC2 + "/*").blockingHandler(ec2::handle, false);
        router.post(SSM + "/*").blockingHandler(ssm::handle, false);
        // Some versions of the SDK keep only scheme, host and port of an endpoint.
        router.post("/").blockingHandler(this::byHeader, false);
        new Imds(cloud).install(router);
        controlApi.install(router);
    }

    private void byHeader(RoutingContext context) {
        if (context.request().getHeader("x-amz-target") != null) {
            ssm.handle(context);
        } else {
            ec2.handle(context);
        }
    }

    void close() {
        ticker.stop();
        power.shutDownAll();
        cloud.flush();
        machines.close();
    }
}
