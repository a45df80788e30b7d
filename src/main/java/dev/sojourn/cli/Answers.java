package dev.sojourn.cli;

import java.io.IOException;

/** What no machine can tell of an installation. Words in capital letters are left for later, and refused by name until then. */
public record Answers(
        String installation,
        String owner,
        String approver,
        String channel,
        String image,
        String securityGroup,
        String instanceProfile) {

    private static final String PERSON = "[UW][A-Z0-9]{2,20}";

    static Answers asked(Questions questions) throws IOException {
        String installation = questions.ask(
                "Name of this installation, in every tag and IAM condition", "compilers", "[a-z0-9][a-z0-9-]{0,30}");
        return new Answers(
                installation,
                questions.ask("Your Slack id (profile, \"Copy member ID\")", "SLACK-USER-ID", PERSON),
                questions.ask("Slack id of who may say yes to large machines", "APPROVER-USER-ID", PERSON),
                questions.ask(
                        "Id of the channel for builds (its details, at the end)", "CHANNEL-ID", "[CG][A-Z0-9]{2,20}"),
                questions.ask("The builders' image", "IMAGE-ID", "ami-[0-9a-f]{8,17}"),
                questions.ask("The builders' security group", "SECURITY-GROUP-ID", "sg-[0-9a-f]{8,17}"),
                questions.ask(
                        "The builders' instance profile", "sojourn-builder-" + installation, "[A-Za-z0-9+=,.@:/_-]+"));
    }

    /** None of them, yet. */
    public static Answers later(String installation) {
        return new Answers(
                installation,
                "SLACK-USER-ID",
                "APPROVER-USER-ID",
                "CHANNEL-ID",
                "IMAGE-ID",
                "SECURITY-GROUP-ID",
                "sojourn-builder-" + installation);
    }
}
