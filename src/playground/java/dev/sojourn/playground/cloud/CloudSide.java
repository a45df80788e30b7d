package dev.sojourn.playground.cloud;

import dev.sojourn.playground.Kernel;
import dev.sojourn.playground.Side;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The local AWS: EC2, SSM and instance metadata over machines that really run. */
public final class CloudSide implements Side {
    private final Kernel kernel;
    private final Map<String, String> environment;
    private @Nullable Wiring wiring;

    /** Nothing runs and nothing is read yet. */
    public CloudSide(Kernel kernel) {
        this(kernel, System.getenv());
    }

    CloudSide(Kernel kernel, Map<String, String> environment) {
        this.kernel = kernel;
        this.environment = environment;
    }

    /** Throws an {@link IOException} in plain words where this computer lacks what machines or builds need. */
    @Override
    public void start() throws IOException {
        Requirements.check(System.getProperty("os.name"), environment.getOrDefault("PATH", ""));
        Path folder = kernel.folder();
        Path scratch = folder.resolve("scratch");
        Files.createDirectories(scratch);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Resources.copy("machine", folder.resolve("machine"));
        if (Upstream.named(environment).isEmpty()) {
            Resources.copy("sample", folder.resolve("sample"));
        }
        Machine machine = new Machine(folder.resolve("machine").resolve("machine"), scratch);
        String isolation = machine.probe();
        boolean isWeak = !isolation.equals("isolation=namespaces");
        if (isWeak) {
            System.err.println("playground: " + isolation);
        }
        Upstream upstream = Upstream.of(folder, environment);
        // Weakly isolated machines keep volumes apart by one user's rights, so one user is all there can be.
        People people = isWeak ? new People(false) : People.of(machine.users(), folder, upstream.repository());
        List<Home> homes = Home.all(folder, isWeak, number("SOJOURN_PLAYGROUND_MORE_HOMES"));
        Cloud cloud = new Cloud(kernel, Clock.systemUTC(), number("SOJOURN_PLAYGROUND_EVEN_DRAWS") > 0);
        Wiring wired = new Wiring(cloud, machine, people, homes, isolation);
        wired.open(upstream);
        HostTools tools = HostTools.of(environment);
        for (Home home : homes) {
            tools.install(new InstanceFolder(folder.resolve("instances").resolve(home.host())));
        }
        new Configuration(environment, !people.real()).writeOnce(folder.resolve("sojourn.yaml"), homes);
        wiring = wired;
    }

    private int number(String variable) {
        return Integer.parseInt(environment.getOrDefault(variable, "0"));
    }

    @Override
    public void install(Router router) {
        Objects.requireNonNull(wiring, "start comes first").install(router);
    }

    /** Machines are shut down in order, as a cloud's are not: nobody wants to find them running next week. */
    @Override
    public void stop() {
        if (wiring != null) {
            wiring.close();
        }
    }

    @Override
    public Map<String, String> environment() {
        String url = kernel.baseUrl().get();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("SOJOURN_AWS_EC2_ENDPOINT", url + Wiring.EC2);
        lines.put("SOJOURN_AWS_SSM_ENDPOINT", url + Wiring.SSM);
        lines.put("AWS_REGION", Region.NAME);
        lines.put("AWS_ACCESS_KEY_ID", Credentials.ACCESS_KEY);
        lines.put("AWS_SECRET_ACCESS_KEY", Credentials.SECRET_KEY);
        lines.put("SOJOURN_CONFIG", kernel.folder().resolve("sojourn.yaml").toString());
        lines.put("SOJOURN_DATA_DIR", kernel.folder().resolve("bot").toString());
        return lines;
    }
}
