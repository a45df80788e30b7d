package dev.sojourn.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.apps.manifest.AppsManifestExportResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.usergroups.users.UsergroupsUsersListResponse;
import java.io.IOException;
import java.util.Optional;

/** Questions to Slack that change nothing, each asked once. */
final class SlackQuestions {

    private final Slack slack;

    SlackQuestions(Slack slack) {
        this.slack = slack;
    }

    /**
     * What came of one.
     *
     * @param problem Slack's own code, or why there was no answer; empty where there is a response
     * @param isRefusal whether it was Slack that said no
     */
    record Answer<R>(Optional<R> response, String problem, boolean isRefusal) {

        boolean isLimit() {
            return problem.startsWith("ratelimited");
        }
    }

    Answer<AuthTestResponse> botTest(String token) {
        return ask(token, methods -> methods.authTest(request -> request));
    }

    Answer<AppsConnectionsOpenResponse> open(String appToken) {
        return ask(appToken, methods -> methods.appsConnectionsOpen(request -> request.token(appToken)));
    }

    /** Needs no scope beyond those that the bot has anyhow, and tells whether it is in the channel. */
    Answer<ConversationsHistoryResponse> history(String token, String channel) {
        return ask(
                token,
                methods -> methods.conversationsHistory(
                        request -> request.channel(channel).limit(1)));
    }

    Answer<UsergroupsUsersListResponse> members(String token, String group) {
        return ask(token, methods -> methods.usergroupsUsersList(request -> request.usergroup(group)));
    }

    Answer<AppsManifestExportResponse> manifest(String configurationToken, String app) {
        return ask(
                configurationToken,
                methods -> methods.appsManifestExport(
                        request -> request.token(configurationToken).appId(app)));
    }

    private <R extends SlackApiTextResponse> Answer<R> ask(String token, Question<R> question) {
        try {
            R response = question.to(slack.methods(token));
            if (response.isOk()) {
                return new Answer<>(Optional.of(response), "", false);
            }
            String needed = response.getNeeded() == null ? "" : ", needed: " + response.getNeeded();
            return new Answer<>(Optional.empty(), response.getError() + needed, true);
        } catch (SlackApiException notOk) {
            int status = notOk.getResponse().code();
            return new Answer<>(Optional.empty(), status == 429 ? "ratelimited" : "HTTP status " + status, false);
        } catch (IOException unreachable) {
            return new Answer<>(Optional.empty(), String.valueOf(unreachable.getMessage()), false);
        } catch (RuntimeException unreadable) {
            // The SDK's JSON reader throws unchecked exceptions for a proxy's page in place of an answer.
            return new Answer<>(Optional.empty(), "an answer that cannot be read (" + unreadable + ")", false);
        }
    }

    private interface Question<R> {
        R to(MethodsClient methods) throws IOException, SlackApiException;
    }
}
