package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an instance is in its state, in EC2's words. */
record Reason(
        @JsonProperty("code") String code,
        @JsonProperty("message") String message) {
    static final Reason USER = new Reason("Client.UserInitiatedShutdown", "User initiated shutdown");
    static final Reason GUEST = new Reason("Client.InstanceInitiatedShutdown", "Instance initiated shutdown");
    static final Reason SPOT = new Reason("Server.SpotInstanceTermination", "Spot instance termination");
    static final Reason CAPACITY = new Reason(
            "Server.InsufficientInstanceCapacity",
            "There was insufficient capacity available to satisfy the launch request");
    static final Reason INTERNAL =
            new Reason("Server.InternalError", "An internal error caused the instance to terminate during launch");

    Reason {
        message = message.startsWith(code) ? message : code + ": " + message;
    }
}
