package dev.sojourn.cloud;

/**
 * Why the cloud said no, as far as the next step depends on it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2 error codes</a>
 */
public enum Refusal {
    /** No capacity for this type in this zone and market now: the next rung may have some. */
    NO_CAPACITY,
    /** The account's quota of vCPUs is reached: no other size of the family helps; a person must raise it. */
    QUOTA,
    /** Something else of the account or the subnet is used up: no other type helps; a person must make room. */
    USED_UP,
    /** Too many calls: later again. */
    THROTTLED,
    /** The thing is not there, or not yet visible. */
    NOT_FOUND,
    /** The credentials may not do this. */
    DENIED,
    /** The device name is taken on that instance: another name. */
    DEVICE_TAKEN,
    /** The thing is in another state than the call needs: look again. */
    WRONG_STATE,
    /** The type is not offered here, or the request can never succeed as it is. */
    UNSUPPORTED,
    /** The client token was used for another request or for an instance that has ended: a new attempt. */
    TOKEN_SPENT,
    /** Anything else; the message says what. */
    OTHER
}
