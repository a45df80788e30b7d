package dev.sojourn.playground.slack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLConnection;

/**
 * A file on its way into a channel, or there.
 *
 * @param ticket the secret part of the address that takes its bytes
 * @param length in bytes, as promised
 * @param created in seconds of the epoch
 */
record Upload(
        @JsonProperty("id") String id,
        @JsonProperty("ticket") String ticket,
        @JsonProperty("name") String name,
        @JsonProperty("title") String title,
        @JsonProperty("length") long length,
        @JsonProperty("created") long created,
        @JsonProperty("stage") Stage stage) {
    enum Stage {
        /** An address was given, no bytes yet. */
        PROMISED,
        /** The bytes are here. */
        RECEIVED,
        /** In the workspace, shared or not. */
        COMPLETED
    }

    Upload at(Stage reached) {
        return new Upload(id, ticket, name, title, length, created, reached);
    }

    Upload titled(String text) {
        return new Upload(id, ticket, name, text, length, created, stage);
    }

    String mediaType() {
        String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? "text/plain" : guessed;
    }

    /** The file as messages and {@code files.info} have it. */
    ObjectNode shown(ObjectMapper json, String baseUrl) {
        String address = baseUrl + "/playground/files/" + id;
        int dot = name.lastIndexOf('.');
        return json.createObjectNode()
                .put("id", id)
                .put("created", created)
                .put("timestamp", created)
                .put("name", name)
                .put("title", title)
                .put("mimetype", mediaType())
                .put("filetype", dot < 0 ? "text" : name.substring(dot + 1))
                .put("user", Team.BOT_USER)
                .put("user_team", Team.ID)
                .put("editable", false)
                .put("size", length)
                .put("mode", "hosted")
                .put("is_external", false)
                .put("is_public", true)
                .put("url_private", address)
                .put("url_private_download", address)
                .put("permalink", address);
    }
}
