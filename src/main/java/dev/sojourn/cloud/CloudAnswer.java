package dev.sojourn.cloud;

import java.util.Optional;

/** What a call to the cloud came to. Only {@link Unclear} leaves open whether the call had its effect. */
public sealed interface CloudAnswer<T> {

    /** The call was accepted. */
    record Accepted<T>(T value) implements CloudAnswer<T> {}

    /** The cloud said no; the call had no effect. */
    record Refused<T>(Refusal refusal, String code, String message) implements CloudAnswer<T> {}

    /** No answer came, or one that says nothing: the effect may be there now, later, or never. */
    record Unclear<T>(String message) implements CloudAnswer<T> {}

    static <T> CloudAnswer<T> accepted(T value) {
        return new Accepted<>(value);
    }

    /** The value, where the call was accepted. */
    default Optional<T> ok() {
        return this instanceof Accepted<T> accepted ? Optional.of(accepted.value()) : Optional.empty();
    }

    default boolean isRefused(Refusal kind) {
        return this instanceof Refused<T> refused && refused.refusal() == kind;
    }
}
