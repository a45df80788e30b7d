package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code files.*}: the upload in three steps. */
final class FileMethods {
    private static final int LARGEST = 64 << 20;

    private final Workspace workspace;

    FileMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    List<Method> all() {
        return List.of(
                Method.form(
                        "files.getUploadURLExternal",
                        "files:write",
                        RateLimit.TIER_4,
                        Set.of("filename", "length", "alt_txt", "snippet_type"),
                        this::address),
                Method.json(
                        "files.completeUploadExternal",
                        "files:write",
                        RateLimit.TIER_4,
                        Set.of("files", "channel_id", "channels", "thread_ts", "initial_comment", "blocks"),
                        this::complete),
                Method.form("files.info", "files:read", RateLimit.TIER_4, Set.of("file"), this::info));
    }

    private ObjectNode address(Call call) {
        String name = call.required("filename");
        Upload upload = workspace.uploads().promise(name, length(call));
        return call.ok()
                .put("upload_url", workspace.kernel().baseUrl().get() + "/upload/v1/" + upload.ticket())
                .put("file_id", upload.id());
    }

    private static long length(Call call) {
        String length = call.required("length");
        if (!length.matches("[1-9]\\d{0,9}") || Long.parseLong(length) > LARGEST) {
            throw SlackError.argument("must be between 1 and " + LARGEST + " [json-pointer:/length]");
        }
        return Long.parseLong(length);
    }

    private ObjectNode complete(Call call) {
        List<Upload> completed = new ArrayList<>();
        JsonNode files = call.tree("files");
        if (!files.isArray() || files.isEmpty()) {
            throw SlackError.argument("must provide an array [json-pointer:/files]");
        }
        List<Channel> channels = channels(call);
        for (JsonNode file : files) {
            Upload upload = workspace
                    .uploads()
                    .find(file.path("id").asText())
                    .filter(found -> found.stage() == Upload.Stage.RECEIVED)
                    .orElseThrow(() -> new SlackError("file_not_found"));
            completed.add(upload.titled(file.path("title").asText(upload.name())));
        }
        channels.forEach(channel -> Replies.refuseUnknown(workspace, channel, call.text("thread_ts")));
        completed.replaceAll(upload -> workspace.uploads().complete(upload, upload.title()));
        ArrayNode shown = call.json().createArrayNode();
        completed.forEach(upload ->
                shown.add(upload.shown(call.json(), workspace.kernel().baseUrl().get())));
        channels.forEach(channel -> share(call, channel, shown));
        return call.ok().set("files", shown);
    }

    private List<Channel> channels(Call call) {
        List<Channel> channels = new ArrayList<>();
        String ids = call.text("channel_id").isEmpty() ? call.text("channels") : call.text("channel_id");
        for (String id : ids.isEmpty() ? new String[0] : ids.split(",")) {
            channels.add(workspace.joined(id.strip()));
        }
        return channels;
    }

    private void share(Call call, Channel channel, ArrayNode files) {
        ObjectNode message = Bot.message(call.json()).put("text", call.text("initial_comment"));
        message.put("upload", true).set("files", files);
        if (!call.text("thread_ts").isEmpty()) {
            message.put("thread_ts", call.text("thread_ts"));
        }
        workspace.messages().post(channel.id(), message);
    }

    private ObjectNode info(Call call) {
        Upload upload = workspace
                .uploads()
                .find(call.required("file"))
                .filter(found -> found.stage() == Upload.Stage.COMPLETED)
                .orElseThrow(() -> new SlackError("file_not_found"));
        return call.ok()
                .set(
                        "file",
                        upload.shown(call.json(), workspace.kernel().baseUrl().get()));
    }
}
