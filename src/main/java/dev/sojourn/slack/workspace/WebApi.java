package dev.sojourn.slack.workspace;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Web API with one meaning for every way to fail. A method that Slack has limited is not called again before the
 * time that Slack named.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</a>
 */
public final class WebApi {

    private static final Duration WITHOUT_A_HEADER = Duration.ofSeconds(30);

    /** Said about Slack or our standing with it, not about the request: they pass, or an operator ends them. */
    private static final Set<String> PASSING = Set.of(
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "team_added_to_org",
            "not_authed",
            "invalid_auth",
            "token_revoked",
            "token_expired",
            "account_inactive",
            "missing_scope");

    private final MethodsClient methods;
    private final InstantSource clock;
    private final Map<String, Instant> limitedUntil = new ConcurrentHashMap<>();

    public WebApi(MethodsClient methods, InstantSource clock) {
        this.methods = methods;
        this.clock = clock;
    }

    /**
     * One call.
     *
     * @param scope what a limit holds for: the method's name, with the channel where Slack counts by channel
     */
    public <R extends SlackApiTextResponse> R call(String scope, Call<R> call) throws SlackFault {
        refuseWhileLimited(scope);
        try {
            R answer = call.on(methods);
            if (!answer.isOk()) {
                throw refusal(scope, answer);
            }
            return answer;
        } catch (SlackApiException notOk) {
            throw statusFault(scope, notOk);
        } catch (SlackFilesUploadV2Exception upload) {
            throw uploadFault(scope, upload);
        } catch (IOException unreachable) {
            throw new SlackFault.Away(scope, "no answer (" + unreachable.getMessage() + ")");
        } catch (RuntimeException unreadable) {
            // The SDK's JSON reader throws unchecked exceptions for a proxy's page in place of an answer.
            throw new SlackFault.Away(scope, "an answer that cannot be read (" + unreadable + ")");
        }
    }

    private void refuseWhileLimited(String scope) throws SlackFault.Limited {
        Instant until = limitedUntil.get(scope);
        if (until == null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), until);
        if (left.isNegative() || left.isZero()) {
            limitedUntil.remove(scope, until);
        } else {
            throw new SlackFault.Limited(scope, left);
        }
    }

    private SlackFault refusal(String scope, SlackApiTextResponse answer) {
        String code = Optional.ofNullable(answer.getError()).orElse("no error given");
        if (code.equals("ratelimited") || code.equals("rate_limited")) {
            return limited(scope, WITHOUT_A_HEADER);
        }
        String needed = answer.getNeeded() == null ? "" : "needed: " + answer.getNeeded();
        return PASSING.contains(code)
                ? new SlackFault.Away(scope, code + (needed.isEmpty() ? "" : ", " + needed))
                : new SlackFault.Refused(scope, code, needed);
    }

    private SlackFault statusFault(String scope, SlackApiException notOk) {
        int status = notOk.getResponse().code();
        return status == 429
                ? limited(scope, retryAfter(notOk.getResponse().header("Retry-After")))
                : new SlackFault.Away(scope, "HTTP status " + status);
    }

    private SlackFault uploadFault(String scope, SlackFilesUploadV2Exception upload) {
        for (SlackApiTextResponse address : upload.getGetURLResponses()) {
            if (!address.isOk()) {
                return refusal(scope, address);
            }
        }
        return upload.getCompleteResponse() == null
                        || upload.getCompleteResponse().isOk()
                ? new SlackFault.Away(scope, "the file was not taken")
                : refusal(scope, upload.getCompleteResponse());
    }

    private SlackFault.Limited limited(String scope, Duration time) {
        limitedUntil.put(scope, clock.instant().plus(time));
        return new SlackFault.Limited(scope, time);
    }

    private static Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("\\d{1,6}")
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(header)))
                : WITHOUT_A_HEADER;
    }

    /** A call on the SDK's client. */
    public interface Call<R> {
        R on(MethodsClient methods) throws IOException, SlackApiException, SlackFilesUploadV2Exception;
    }
}
