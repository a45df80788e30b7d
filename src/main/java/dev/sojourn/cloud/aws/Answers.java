package dev.sojourn.cloud.aws;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Accepted;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes an answer of whatever a call to the SDK came to. */
final class Answers {

    private Answers() {}

    static <T> CloudAnswer<T> of(Supplier<T> call) {
        try {
            return CloudAnswer.accepted(call.get());
        } catch (AwsServiceException said) {
            return ErrorCodes.answer(said);
        } catch (NoCredentialsException none) {
            return none.answer();
        } catch (SdkException | UncheckedIOException | UnreadableAnswerException lost) {
            return new Unclear<>(words(lost));
        }
    }

    /** Goes on with an accepted value; another answer stays what it is. */
    static <T, R> CloudAnswer<R> then(CloudAnswer<T> answer, Function<T, CloudAnswer<R>> next) {
        if (answer instanceof Accepted<T> accepted) {
            return next.apply(accepted.value());
        }
        if (answer instanceof Refused<T> refused) {
            return new Refused<>(refused.refusal(), refused.code(), refused.message());
        }
        return new Unclear<>(((Unclear<T>) answer).message());
    }

    private static String words(RuntimeException lost) {
        String message = lost.getMessage();
        return message == null ? lost.getClass().getSimpleName() : message;
    }
}
