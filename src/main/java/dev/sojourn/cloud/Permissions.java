package dev.sojourn.cloud;

/**
 * What the credentials may do, found out by dry runs: nothing happens. Accepted means that the call would have been allowed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html">DryRun</a>
 */
public interface Permissions {

    /** The launch of a builder, with its tags, its image, its place and its role. */
    CloudAnswer<Asked> launch(LaunchOrder order);

    CloudAnswer<Asked> attach(String volume, String instance, String device);

    CloudAnswer<Asked> detach(String volume, String instance, String device);

    CloudAnswer<Asked> keepOnTermination(String instance, String device);

    /** Of a host this must be refused, of a builder allowed. */
    CloudAnswer<Asked> terminate(String instance);
}
