package dev.sojourn.playground.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The world as it is when nobody has done anything yet: two hosts that run, three volumes at home. */
final class Seed {
    private static final String INSTALLATION = "playground";
    private static final int ROOT_GIB = 30;
    private static final int VOLUME_GIB = 100;

    private final Cloud cloud;
    private final Machines machines;
    private final Launches launches;
    private final Volumes volumes;
    private final People people;
    private final Upstream upstream;

    Seed(Cloud cloud, Machines machines, Launches launches, Volumes volumes, People people, Upstream upstream) {
        this.cloud = cloud;
        this.machines = machines;
        this.launches = launches;
        this.volumes = volumes;
        this.people = people;
        this.upstream = upstream;
    }

    /** Bytes first, world last: a start that dies in between begins again. */
    void plant(List<Home> homes) throws IOException {
        for (Home home : homes) {
            fill(home);
            furnish(home, homes);
        }
        try {
            cloud.locked(() -> homes.forEach(this::place));
        } catch (UncheckedIOException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
        cloud.flush();
    }

    private void fill(Home home) throws IOException {
        machines.volumes().create(home.volume());
        Path data = machines.volumes().data(home.volume());
        if (home.hasTree()) {
            checkOut(home, data.resolve(Home.CHECKOUT));
        }
        people.give(data, home.user());
    }

    private void checkOut(Home home, Path checkout) throws IOException {
        if (Files.exists(checkout)) {
            return;
        }
        Path unfinished = checkout.resolveSibling(
                "." + checkout.getFileName() + "-" + cloud.now().toEpochMilli());
        upstream.cloneTo(unfinished, home.user());
        if (home.edited()) {
            upstream.edit(unfinished);
        }
        Files.move(unfinished, checkout);
    }

    private void place(Home home) {
        World world = cloud.world();
        if (!world.instances.containsKey(home.host())) {
            Launch launch = new Launch(
                    Ids.fresh("r", cloud.random()),
                    "t3.small",
                    Region.IMAGE,
                    Region.SUBNET,
                    Region.ZONE,
                    List.of(Region.SECURITY_GROUP),
                    Region.INSTANCE_PROFILE,
                    "",
                    "",
                    "required",
                    false,
                    cloud.now());
            Instance host = launches.add(home.host(), launch, ROOT_GIB);
            host.state = InstanceState.RUNNING;
            host.runningSince = cloud.now();
            host.tags.putAll(Map.of(
                    "Name",
                    "host of " + home.user().name(),
                    "sojourn:installation",
                    INSTALLATION,
                    "sojourn:role",
                    "host"));
            cloud.changed(host);
        }
        Volume volume = new Volume(home.volume(), Region.ZONE, VOLUME_GIB, cloud.now(), false);
        volume.tags.putAll(Map.of("Name", home.name(), "sojourn:installation", INSTALLATION));
        Attachment attachment = new Attachment(home.host(), home.device(), cloud.now(), AttachmentState.ATTACHED);
        attachment.arrived = true;
        volume.attachment = attachment;
        world.volumes.put(volume.id, volume);
        volumes.showDevices(home.host(), home.volume(), true);
        cloud.changed(volume);
    }

    /** fstab, mount points, and the checkout that does not travel: its owner gets it with the home it is in. */
    private void furnish(Home home, List<Home> homes) throws IOException {
        Path host = machines.folder(home.host()).path();
        Files.createDirectories(host);
        StringBuilder fstab = new StringBuilder();
        for (Home each : homes) {
            if (each.host().equals(home.host())) {
                fstab.append("UUID=%s %s ext4 defaults,nofail,x-systemd.device-timeout=10s 0 2%n"
                        .formatted(Volume.uuidOf(each.volume()), each.mount()));
            }
        }
        Files.writeString(host.resolve("fstab"), fstab);
        Path mount = home.mount().startsWith("/mnt/")
                ? host.resolve("mnt").resolve(home.mount().substring("/mnt/".length()))
                : Path.of(home.mount()).getParent();
        if (mount != null) {
            Files.createDirectories(mount);
        }
        if (!home.hasTree()) {
            checkOut(home, Path.of(home.source()));
        }
    }
}
