package dev.sojourn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody who has taken over the bot would like to do, and may not. */
class HarmfulCallsTest {

    private static final String EC2 = "arn:aws:ec2:us-east-1:123456789012:";
    private static final String IAM = "arn:aws:iam::123456789012:";
    private static final Map<String, String> OURS = Map.of("aws:ResourceTag/sojourn:installation", "compilers");
    private static final Map<String, String> HOST =
            Map.of("aws:ResourceTag/sojourn:installation", "compilers", "aws:ResourceTag/sojourn:role", "host");
    private static final Map<String, String> ANOTHERS =
            Map.of("aws:ResourceTag/sojourn:installation", "others", "aws:ResourceTag/sojourn:role", "builder");
    private static final Map<String, String> REGION = Map.of("ec2:Region", "us-east-1");

    private final Template template = Template.with(TemplateTest.VALUES);
    private final IamDecision bot = new IamDecision(template.policy("BotRole"));

    static Stream<Arguments> harmful() {
        return Stream.of(
                plain("delete a working volume", "ec2:DeleteVolume", EC2 + "volume/vol-1", OURS),
                plain("delete a snapshot", "ec2:DeleteSnapshot", EC2 + "snapshot/snap-1", OURS),
                plain("copy a volume", "ec2:CreateSnapshot", EC2 + "volume/vol-1", OURS),
                plain("make a volume", "ec2:CreateVolume", EC2 + "volume/*", Map.of()),
                plain("shrink or enlarge a volume", "ec2:ModifyVolume", EC2 + "volume/vol-1", OURS),
                plain("share a snapshot", "ec2:ModifySnapshotAttribute", EC2 + "snapshot/snap-1", OURS),
                plain("terminate a host", "ec2:TerminateInstances", EC2 + "instance/i-1", HOST),
                plain("terminate a machine without tags", "ec2:TerminateInstances", EC2 + "instance/i-2", Map.of()),
                plain(
                        "terminate another installation's builder",
                        "ec2:TerminateInstances",
                        EC2 + "instance/i-3",
                        ANOTHERS),
                plain("stop a host", "ec2:StopInstances", EC2 + "instance/i-1", HOST),
                plain("start a host", "ec2:StartInstances", EC2 + "instance/i-1", HOST),
                plain("reboot a host", "ec2:RebootInstances", EC2 + "instance/i-1", HOST),
                plain("replace a host's root disk", "ec2:CreateReplaceRootVolumeTask", EC2 + "instance/i-1", HOST),
                plain("take another's volume", "ec2:DetachVolume", EC2 + "volume/vol-9", ANOTHERS),
                plain("take a volume without tags", "ec2:DetachVolume", EC2 + "volume/vol-9", Map.of()),
                both("attach ours to another's machine", "ec2:AttachVolume", OURS, ANOTHERS),
                both("attach another's to a host", "ec2:AttachVolume", ANOTHERS, HOST),
                both("detach from a machine without tags", "ec2:DetachVolume", OURS, Map.of()),
                plain(
                        "call a host a builder",
                        "ec2:CreateTags",
                        EC2 + "instance/i-1",
                        with(HOST, "aws:RequestTag/sojourn:role", "builder")),
                plain(
                        "tag another's volume as ours",
                        "ec2:CreateTags",
                        EC2 + "volume/vol-9",
                        with(Map.of(), "aws:RequestTag/sojourn:installation", "compilers")),
                plain("take tags away", "ec2:DeleteTags", EC2 + "instance/i-1", HOST),
                launch("launch a type that is not listed", Map.of("ec2:InstanceType", "p5.48xlarge")),
                launch("launch without our tag", Map.of("aws:RequestTag/sojourn:installation", "others")),
                launch("launch something that is no builder", Map.of("aws:RequestTag/sojourn:role", "host")),
                launch("launch with the old metadata service", Map.of("ec2:MetadataHttpTokens", "optional")),
                launch(
                        "launch with an administrator's profile",
                        Map.of("ec2:InstanceProfile", IAM + "instance-profile/admin")),
                plain("launch from any image", "ec2:RunInstances", "arn:aws:ec2:us-east-1::image/ami-666", Map.of()),
                plain("launch into any subnet", "ec2:RunInstances", EC2 + "subnet/subnet-666", Map.of()),
                plain(
                        "launch behind an open security group",
                        "ec2:RunInstances",
                        EC2 + "security-group/sg-666",
                        Map.of()),
                plain("launch with a key pair", "ec2:RunInstances", EC2 + "key-pair/mine", Map.of()),
                plain(
                        "hand over an administrator's role",
                        "iam:PassRole",
                        IAM + "role/admin",
                        Map.of("iam:PassedToService", "ec2.amazonaws.com")),
                plain(
                        "hand the builders' role to a function",
                        "iam:PassRole",
                        IAM + "role/sojourn-builder-compilers",
                        Map.of("iam:PassedToService", "lambda.amazonaws.com")),
                plain("make a user", "iam:CreateUser", IAM + "user/mallory", Map.of()),
                plain("make a key", "iam:CreateAccessKey", IAM + "user/root", Map.of()),
                plain("widen its own policy", "iam:PutRolePolicy", IAM + "role/sojourn-bot-compilers", Map.of()),
                plain("take another role", "sts:AssumeRole", IAM + "role/admin", Map.of()),
                plain("script a machine without our tag", "ssm:SendCommand", EC2 + "instance/i-2", Map.of()),
                plain(
                        "script another installation's machine",
                        "ssm:SendCommand",
                        EC2 + "instance/i-3",
                        Map.of("ssm:resourceTag/sojourn:installation", "others")),
                plain(
                        "run another document",
                        "ssm:SendCommand",
                        "arn:aws:ssm:us-east-1::document/AWS-RunRemoteScript",
                        Map.of()),
                plain("open a shell", "ssm:StartSession", EC2 + "instance/i-1", HOST),
                plain(
                        "read a parameter",
                        "ssm:GetParameter",
                        "arn:aws:ssm:us-east-1:123456789012:parameter/secret",
                        Map.of()),
                plain(
                        "read another installation's parameter",
                        "ssm:GetParameter",
                        "arn:aws:ssm:us-east-1:123456789012:parameter/sojourn/others/slack-bot-token",
                        Map.of()),
                plain(
                        "write its own parameter",
                        "ssm:PutParameter",
                        "arn:aws:ssm:us-east-1:123456789012:parameter/sojourn/compilers/slack-bot-token",
                        Map.of()),
                plain("read a secret", "secretsmanager:GetSecretValue", "*", Map.of()),
                plain(
                        "open the security group",
                        "ec2:AuthorizeSecurityGroupIngress",
                        EC2 + "security-group/sg-0123456789abcdef0",
                        Map.of()),
                plain("read a bucket", "s3:GetObject", "arn:aws:s3:::bucket/key", Map.of()),
                plain("look into another region", "ec2:DescribeInstances", "*", Map.of("ec2:Region", "eu-west-1")),
                plain(
                        "delete an image",
                        "ec2:DeregisterImage",
                        "arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0",
                        Map.of()),
                plain("decrypt by itself", "kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/1", Map.of()));
    }

    @Test
    void thereAreAtLeastFortyOfThem() {
        assertThat(harmful()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmful")
    void theBotMayNot(String what, IamCall call) {
        assertThat(bot.allows(call)).as(what).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmful")
    void aBuilderMayNotEither(String what, IamCall call) {
        assertThat(new IamDecision(template.policy("BuilderRole")).allows(call))
                .as(what)
                .isFalse();
        assertThat(new IamDecision(template.policy("HostRole")).allows(call))
                .as(what)
                .isFalse();
    }

    /** The same calls with what makes them harmless are allowed, so that the refusals above mean something. */
    @Test
    void whatTheBotDoesEveryDayIsAllowed() {
        Map<String, String> builder =
                Map.of("aws:ResourceTag/sojourn:installation", "compilers", "aws:ResourceTag/sojourn:role", "builder");
        assertThat(bot.allows(IamCall.on("ec2:TerminateInstances", EC2 + "instance/i-1", builder)))
                .isTrue();
        assertThat(bot.allows(moving("ec2:AttachVolume", OURS, HOST))).isTrue();
        assertThat(bot.allows(moving("ec2:DetachVolume", OURS, builder))).isTrue();
        assertThat(bot.allows(launching(Map.of()))).isTrue();
        assertThat(bot.allows(IamCall.on(
                        "iam:PassRole",
                        IAM + "role/sojourn-builder-compilers",
                        Map.of("iam:PassedToService", "ec2.amazonaws.com"))))
                .isTrue();
        assertThat(bot.allows(IamCall.on(
                        "ssm:SendCommand",
                        EC2 + "instance/i-1",
                        Map.of("ssm:resourceTag/sojourn:installation", "compilers"))))
                .isTrue();
        assertThat(bot.allows(IamCall.on("ec2:DescribeInstances", "*", REGION))).isTrue();
        assertThat(bot.allows(IamCall.on(
                        "ssm:GetParameter",
                        "arn:aws:ssm:us-east-1:123456789012:parameter/sojourn/compilers/slack-bot-token",
                        Map.of())))
                .isTrue();
    }

    private static Arguments plain(String what, String action, String arn, Map<String, String> context) {
        Map<String, String> all = new HashMap<>(REGION);
        all.putAll(context);
        return Arguments.of(what, IamCall.on(action, arn, all));
    }

    private static Arguments both(
            String what, String action, Map<String, String> volume, Map<String, String> instance) {
        return Arguments.of(what, moving(action, volume, instance));
    }

    private static IamCall moving(String action, Map<String, String> volume, Map<String, String> instance) {
        return new IamCall(
                action,
                List.of(
                        new IamCall.Resource(EC2 + "volume/vol-1", volume),
                        new IamCall.Resource(EC2 + "instance/i-1", instance)),
                REGION);
    }

    private static Arguments launch(String what, Map<String, String> instead) {
        return Arguments.of(what, launching(instead));
    }

    private static IamCall launching(Map<String, String> instead) {
        Map<String, String> context = new HashMap<>(Map.of(
                "aws:RequestTag/sojourn:installation", "compilers",
                "aws:RequestTag/sojourn:role", "builder",
                "ec2:InstanceType", "c7i.16xlarge",
                "ec2:MetadataHttpTokens", "required",
                "ec2:InstanceProfile", IAM + "instance-profile/sojourn-builder-compilers"));
        context.putAll(instead);
        return IamCall.on("ec2:RunInstances", EC2 + "instance/*", context);
    }

    private static Map<String, String> with(Map<String, String> all, String key, String value) {
        Map<String, String> more = new HashMap<>(all);
        more.put(key, value);
        return more;
    }
}
