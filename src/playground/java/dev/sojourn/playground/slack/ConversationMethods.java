package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code conversations.*}, save for reading messages. */
final class ConversationMethods {
    private final Workspace workspace;

    ConversationMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        return List.of(
                Method.json(
                        "conversations.open",
                        "im:write",
                        RateLimit.TIER_3,
                        Set.of("channel", "users", "return_im", "prevent_creation"),
                        this::open),
                Method.form(
                        "conversations.info",
                        "channels:read",
                        RateLimit.TIER_3,
                        Set.of("channel", "include_locale", "include_num_members"),
                        this::info),
                Method.form(
                        "conversations.list",
                        "channels:read",
                        RateLimit.TIER_2,
                        Set.of("types", "cursor", "limit", "exclude_archived", "team_id"),
                        this::list),
                Method.form(
                        "conversations.members",
                        "channels:read",
                        RateLimit.TIER_4,
                        Set.of("channel", "cursor", "limit"),
                        this::members));
    }

    private ObjectNode open(Call call) {
        if (call.has("channel") && !call.text("channel").isEmpty()) {
            Channel known = workspace.channel(call.text("channel"));
            if (!known.isDirect()) {
                throw new SlackError("method_not_supported_for_channel_type");
            }
            return opened(call, known, true);
        }
        String[] users = call.required("users").split(",");
        if (users.length > 1) {
            throw SlackError.missingScope("mpim:write");
        }
        Person person = Person.byId(users[0].strip()).orElseThrow(() -> new SlackError("user_not_found"));
        boolean already = workspace.channels().isOpen(person);
        if (!already && call.flag("prevent_creation")) {
            throw new SlackError("channel_not_found");
        }
        return opened(call, workspace.channels().direct(person), already);
    }

    private ObjectNode opened(Call call, Channel direct, boolean already) {
        ObjectNode answer = call.ok();
        if (already) {
            answer.put("no_op", true).put("already_open", true);
        }
        return answer.set(
                "channel",
                call.flag("return_im")
                        ? shown(direct)
                        : call.json().createObjectNode().put("id", direct.id()));
    }

    private ObjectNode info(Call call) {
        Channel channel = publicChannel(call);
        ObjectNode shown = shown(channel);
        if (call.flag("include_num_members")) {
            shown.put("num_members", memberIds(channel).size());
        }
        return call.ok().set("channel", shown);
    }

    private ObjectNode list(Call call) {
        String types = call.text("types").isEmpty() ? "public_channel" : call.text("types");
        for (String type : types.split(",")) {
            switch (type.strip()) {
                case "public_channel", "private_channel" -> {}
                case "im" -> throw SlackError.missingScope("im:read");
                case "mpim" -> throw SlackError.missingScope("mpim:read");
                default -> throw new SlackError("invalid_types");
            }
        }
        List<ObjectNode> listed = types.contains("public_channel")
                ? workspace.channels().listed().stream().map(this::shown).toList()
                : List.of();
        return Page.of(listed, call, 100, 1000).into(call.ok(), "channels");
    }

    private ObjectNode members(Call call) {
        List<TextNode> ids =
                memberIds(publicChannel(call)).stream().map(TextNode::valueOf).toList();
        return Page.of(ids, call, 100, 1000).into(call.ok(), "members");
    }

    private Channel publicChannel(Call call) {
        Channel channel = workspace.channel(call.required("channel"));
        if (channel.isDirect()) {
            throw SlackError.missingScope("im:read");
        }
        return channel;
    }

    private static List<String> memberIds(Channel channel) {
        Stream<String> people = Stream.of(Person.values()).map(Person::id);
        return (channel.hasBot() ? Stream.concat(people, Stream.of(Team.BOT_USER)) : people).toList();
    }

    private ObjectNode shown(Channel channel) {
        ObjectNode shown = workspace.json().createObjectNode().put("id", channel.id());
        if (channel.person() != null) {
            return shown.put("is_im", true)
                    .put("user", channel.person().id())
                    .put("is_archived", false)
                    .put("is_org_shared", false)
                    .put("is_user_deleted", false)
                    .put("is_open", true);
        }
        shown.put("name", channel.name())
                .put("name_normalized", channel.name())
                .put("is_channel", true)
                .put("is_group", false)
                .put("is_im", false)
                .put("is_mpim", false)
                .put("is_private", false)
                .put("is_archived", false)
                .put("is_general", channel.name().equals("general"))
                .put("is_shared", false)
                .put("is_org_shared", false)
                .put("is_ext_shared", false)
                .put("is_member", channel.hasBot())
                .put("context_team_id", Team.ID)
                .put("creator", Person.CLEO.id());
        shown.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
        shown.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        return shown;
    }
}
