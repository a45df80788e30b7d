package dev.sojourn.cloud.aws;

/** What the stub does with one call. */
sealed interface WireReply {

    /** Answers. */
    record Answer(int status, String body) implements WireReply {}

    /** Closes the connection after the whole request has arrived: the effect may be there, the answer is lost. */
    record ConnectionLost() implements WireReply {}

    /** Never says a word. */
    record Silence() implements WireReply {}

    static WireReply ok(String body) {
        return new Answer(200, body);
    }

    static WireReply ec2Error(int status, String code, String message) {
        return new Answer(status, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>\
                <RequestID>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestID></Response>""".formatted(code, message));
    }

    static WireReply ssmError(int status, String code, String message) {
        return new Answer(status, "{\"__type\":\"%s\",\"Message\":\"%s\"}".formatted(code, message));
    }
}
