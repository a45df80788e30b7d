package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.Instances;
import dev.sojourn.cloud.Inventory;
import dev.sojourn.cloud.Permissions;
import dev.sojourn.cloud.Prices;
import dev.sojourn.cloud.RemoteShell;
import dev.sojourn.cloud.Secrets;
import dev.sojourn.cloud.Volumes;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The cloud's ports on EC2 and Systems Manager. Credentials come from the SDK's default chain. No method of the ports
 * throws for what AWS says or fails to say: it becomes a {@link dev.sojourn.cloud.CloudAnswer}.
 */
public final class AwsCloud implements AutoCloseable {

    private final AwsClients clients;
    private final Volumes volumes;
    private final Instances instances;
    private final RemoteShell remoteShell;
    private final Prices prices;
    private final Permissions permissions;
    private final Inventory inventory;
    private final Secrets secrets;

    private AwsCloud(AwsClients clients, CallLimits limits, InstantSource clock) {
        this.clients = clients;
        this.volumes = new Ec2Volumes(clients.looking(), clients.changing(), limits.company());
        this.instances = new Ec2Instances(clients, limits.company());
        this.remoteShell = new SsmShell(clients.reading(), clients.sending(), limits.company(), clock);
        this.prices = new SpotPrices(clients.looking(), clock);
        this.permissions =
                new Ec2DryRuns(clients.changing(), new Launch(clients.launching(), new RootDevices(clients.looking())));
        this.inventory = new AwsInventory(clients);
        this.secrets = new SsmSecrets(clients.reading());
    }

    /**
     * Makes the clients; speaks to nobody yet.
     *
     * @param clock for how far back commands and prices are asked for
     */
    public static AwsCloud at(AwsEndpoints endpoints, ApiCalls calls, InstantSource clock) {
        AwsCredentialsProvider usual = DefaultCredentialsProvider.builder().build();
        CallLimits limits = CallLimits.USUAL;
        return new AwsCloud(AwsClients.at(endpoints, calls, limits, usual), limits, clock);
    }

    static AwsCloud at(AwsEndpoints endpoints, ApiCalls calls, CallLimits limits, AwsCredentialsProvider credentials) {
        return new AwsCloud(AwsClients.at(endpoints, calls, limits, credentials), limits, InstantSource.system());
    }

    /**
     * No call that changes something takes longer, but for a launch, which its token makes harmless to repeat: begin one only
     * while the lease has more time left than this.
     */
    public static Duration longestChange() {
        return CallLimits.USUAL.longestChange();
    }

    public Volumes volumes() {
        return volumes;
    }

    public Instances instances() {
        return instances;
    }

    public RemoteShell remoteShell() {
        return remoteShell;
    }

    public Prices prices() {
        return prices;
    }

    public Permissions permissions() {
        return permissions;
    }

    public Inventory inventory() {
        return inventory;
    }

    public Secrets secrets() {
        return secrets;
    }

    @Override
    public void close() {
        clients.close();
    }
}
