package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code users.*}, {@code usergroups.*} and {@code auth.test}. */
final class UserMethods {
    private final Workspace workspace;

    UserMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        return List.of(
                new Method(
                        "auth.test",
                        Set.of(Token.BOT, Token.APP),
                        null,
                        true,
                        RateLimit.UNLIMITED,
                        Set.of(),
                        this::authTest),
                Method.form("users.info", "users:read", RateLimit.TIER_4, Set.of("user", "include_locale"), this::info),
                Method.form(
                        "users.list",
                        "users:read",
                        RateLimit.TIER_2,
                        Set.of("cursor", "limit", "include_locale", "presence", "team_id"),
                        this::list),
                Method.form(
                        "usergroups.users.list",
                        "usergroups:read",
                        RateLimit.TIER_2,
                        Set.of("usergroup", "include_disabled", "team_id"),
                        this::group));
    }

    private ObjectNode authTest(Call call) {
        if (call.token() == Token.APP) {
            return call.ok().put("app_name", "Sojourn").put("app_id", Team.APP);
        }
        return call.ok()
                .put("url", workspace.kernel().baseUrl().get() + "/")
                .put("team", Team.NAME)
                .put("user", Team.BOT_NAME)
                .put("team_id", Team.ID)
                .put("user_id", Team.BOT_USER)
                .put("bot_id", Team.BOT)
                .put("is_enterprise_install", false);
    }

    private ObjectNode info(Call call) {
        String id = call.required("user");
        if (id.equals(Team.BOT_USER)) {
            return call.ok().set("user", Bot.user(call.json()));
        }
        Person person = Person.byId(id).orElseThrow(() -> new SlackError("user_not_found"));
        return call.ok().set("user", Bot.user(call.json(), person));
    }

    private ObjectNode list(Call call) {
        List<ObjectNode> members = new ArrayList<>();
        for (Person person : Person.values()) {
            members.add(Bot.user(call.json(), person));
        }
        members.add(Bot.user(call.json()));
        return Page.of(members, call, 200, 1000).into(call.ok(), "members");
    }

    private ObjectNode group(Call call) {
        if (!call.required("usergroup").equals(Team.APPROVERS)) {
            throw new SlackError("no_such_subteam");
        }
        ObjectNode answer = call.ok();
        Person.APPROVERS.forEach(person -> answer.withArray("users").add(person.id()));
        return answer;
    }
}
