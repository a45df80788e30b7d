package dev.sojourn.playground.slack;

import java.util.List;

/** The one workspace and the one app in it, as its manifest has them. */
final class Team {
    static final String ID = "T0000PLAYGRD";
    static final String NAME = "Playground";
    static final String DOMAIN = "playground";
    static final String APP = "A0000SOJOURN";
    static final String BOT = "B0000SOJOURN";
    static final String BOT_USER = "U0000SOJOURN";
    static final String BOT_NAME = "sojourn";
    static final String COMMAND = "/llvm-build";
    static final String SLACKBOT = "USLACKBOT";
    static final String APPROVERS = "S00APPROVERS";

    /** The real Slack knows neither token. */
    static final String BOT_TOKEN = "xoxb-000000000000-000000000000-PlaygroundOnlyNotReal000";

    static final String APP_TOKEN =
            "xapp-1-A0000SOJOURN-000000000000-0000000000000000000000000000playgroundonlynotreal";

    /** An app configuration token, which alone may read the app's manifest. */
    static final String CONFIGURATION_TOKEN = "xoxe.xoxp-1-PlaygroundOnlyNotReal000";

    /** The field {@code token} of every payload; deprecated by Slack, but still there. */
    static final String VERIFICATION = "PlaygroundVerification00";

    /** Those that {@code manifest.yml} asks for and no other: what works here works where that manifest was installed. */
    static final List<String> BOT_SCOPES = List.of(
            "commands",
            "chat:write",
            "files:write",
            "app_mentions:read",
            "usergroups:read",
            "im:write",
            "channels:history",
            "groups:history",
            "im:history");

    /** The callback ids of those in {@code manifest.yml}. */
    static final List<String> SHORTCUTS = List.of("sojourn-new-build");

    static final List<String> APP_SCOPES = List.of("connections:write");

    private Team() {}
}
