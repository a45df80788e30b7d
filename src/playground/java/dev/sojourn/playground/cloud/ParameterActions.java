package dev.sojourn.playground.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** GetParameter: the parameter {@code /a/b} is what the file {@code parameters/a/b} of the playground's folder holds. */
final class ParameterActions {
    private static final String OURS = "/sojourn/playground/";

    private final Cloud cloud;
    private final Path folder;

    ParameterActions(Cloud cloud) {
        this.cloud = cloud;
        this.folder = cloud.kernel().folder().resolve("parameters");
    }

    Map<String, SsmAction> actions() {
        return Map.of("GetParameter", SsmAction.reading(this::get, "Name", "WithDecryption"));
    }

    private ObjectNode get(JsonNode request, Struck struck) {
        String name = SsmAction.required(request, "Name");
        if (!name.startsWith(OURS)) {
            throw new AwsError(
                    "AccessDeniedException",
                    400,
                    "User: arn:aws:sts::" + Documents.ACCOUNT + ":assumed-role/sojourn-bot/playground is not authorized"
                            + " to perform: ssm:GetParameter on resource: arn:aws:ssm:" + Region.NAME + ":"
                            + Documents.ACCOUNT + ":parameter" + name);
        }
        Path file = folder.resolve(name.substring(1)).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            throw AwsError.client("ParameterNotFound", "");
        }
        // Without decryption the real one answers with what the key made of it.
        boolean clear = request.path("WithDecryption").asBoolean();
        try {
            ObjectNode answer = cloud.kernel().json().createObjectNode();
            answer.putObject("Parameter")
                    .put("Name", name)
                    .put("Type", "SecureString")
                    .put("Value", clear ? Files.readString(file).strip() : "AQICAHjencrypted")
                    .put("Version", 1);
            return answer;
        } catch (IOException unreadable) {
            throw new AwsError("InternalServerError", 500, String.valueOf(unreadable.getMessage()));
        }
    }
}
