package dev.sojourn.cli;

import dev.sojourn.cloud.aws.AwsCloud;
import dev.sojourn.configuration.Configuration;
import dev.sojourn.configuration.Surroundings;
import dev.sojourn.doctor.AccountCheck;
import dev.sojourn.doctor.BuilderCheck;
import dev.sojourn.doctor.BuiltBefore;
import dev.sojourn.doctor.Check;
import dev.sojourn.doctor.Doctor;
import dev.sojourn.doctor.Eyes;
import dev.sojourn.doctor.HostCheck;
import dev.sojourn.doctor.HostLook;
import dev.sojourn.doctor.LaunchTrip;
import dev.sojourn.doctor.PermissionCheck;
import dev.sojourn.doctor.PriceTableCheck;
import dev.sojourn.doctor.Setup;
import dev.sojourn.doctor.TypesCheck;
import dev.sojourn.doctor.VolumeCheck;
import dev.sojourn.handoff.GuestLook;
import dev.sojourn.handoff.Tags;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobStore;
import dev.sojourn.job.Tree;
import dev.sojourn.plan.Profile;
import dev.sojourn.plan.WorkingVolume;
import dev.sojourn.slack.SlackCheck;
import dev.sojourn.slack.workspace.ConnectionState;
import dev.sojourn.slack.workspace.SlackSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All checks of an installation, put together: for the bot in its own process, and for the command line beside it. */
public final class Diagnosis {

    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration TRIP_PATIENCE = Duration.ofMinutes(20);
    private static final int JOBS_BACK = 200;

    private Diagnosis() {}

    public static Doctor of(
            Surroundings surroundings,
            Configuration configuration,
            SlackSettings slack,
            AwsCloud aws,
            Supplier<Optional<ConnectionState>> connection,
            Check database,
            Optional<BuiltBefore> before,
            Clock clock,
            Check file) {
        Setup setup = setup(configuration);
        Eyes eyes = eyes(aws);
        HostLook look = hostLook(new GuestLook(aws.remoteShell()));
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("configuration", file);
        checks.put(
                "Slack",
                new SlackCheck(
                        slack,
                        configuration.policy().channels(),
                        configuration.groups(),
                        surroundings.slackConfigurationToken(),
                        connection));
        checks.put("AWS", new AccountCheck(setup, eyes));
        for (WorkingVolume volume : setup.volumes()) {
            checks.put("volume " + volume.name(), new VolumeCheck(setup, volume, eyes));
            checks.put("permissions on " + volume.name(), new PermissionCheck(setup, volume, eyes));
            checks.put("host of " + volume.name(), new HostCheck(setup, volume, eyes, look, before, clock));
        }
        for (Profile profile : setup.profiles()) {
            checks.put("builders of " + profile.name(), new BuilderCheck(setup, profile, eyes));
            checks.put("types of " + profile.name(), new TypesCheck(setup, profile, eyes));
        }
        checks.put("prices", new PriceTableCheck(setup.prices(), clock));
        checks.put("database", database);
        return new Doctor(checks, PATIENCE, clock);
    }

    /** Real launches, one for each image: what nothing else can show. They take minutes, and cost a few cents. */
    static Doctor trips(Configuration configuration, AwsCloud aws, Clock clock) {
        Setup setup = setup(configuration);
        HostLook look = hostLook(new GuestLook(aws.remoteShell()));
        Map<String, Check> trips = new LinkedHashMap<>();
        Set<String> images = new HashSet<>();
        setup.profiles().stream()
                .filter(profile -> images.add(profile.builder().image()))
                .forEach(profile ->
                        trips.put("trip of " + profile.name(), new LaunchTrip(setup, profile, eyes(aws), look, clock)));
        return new Doctor(trips, TRIP_PATIENCE, clock);
    }

    private static Setup setup(Configuration configuration) {
        return new Setup(
                configuration.id(),
                configuration.region(),
                configuration.installation().volumes(),
                configuration.installation().profiles(),
                configuration.prices(),
                Tags.ofQuestion(configuration.id()));
    }

    private static Eyes eyes(AwsCloud aws) {
        return new Eyes(aws.volumes(), aws.instances(), aws.remoteShell(), aws.permissions(), aws.inventory());
    }

    /** What the jobs in this database have shown. */
    public static BuiltBefore builtBefore(JobStore store) {
        return image -> store.newest(JOBS_BACK).stream()
                .filter(job -> job.build().isPresent())
                .filter(job -> job.request().plan().profile().builder().image().equals(image))
                .map(Job::tree)
                .flatMap(Optional::stream)
                .map(Tree::toolchain)
                .findFirst();
    }

    private static HostLook hostLook(GuestLook guest) {
        return volume -> {
            GuestLook.Look seen = guest.at(volume);
            return seen instanceof GuestLook.Look.Told told
                    ? HostLook.Told.facts(told.facts())
                    : HostLook.Told.nothing(((GuestLook.Look.Untold) seen).why());
        };
    }
}
