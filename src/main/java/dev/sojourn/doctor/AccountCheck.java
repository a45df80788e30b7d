package dev.sojourn.doctor;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.CloudAnswer.Refused;
import dev.sojourn.cloud.CloudAnswer.Unclear;
import dev.sojourn.cloud.Inventory.Identity;
import dev.sojourn.plan.WorkingVolume;
import java.util.List;
import java.util.Map;

/** AWS answers, and knows who asks. */
public final class AccountCheck implements Check {

    private final Setup setup;
    private final Eyes eyes;

    public AccountCheck(Setup setup, Eyes eyes) {
        this.setup = setup;
        this.eyes = eyes;
    }

    @Override
    public List<Line> look() {
        Lines lines = new Lines("AWS");
        CloudAnswer<Identity> identity =
                eyes.inventory().identity(setup.volumes().get(0).host());
        lines.add("credentials", identity(identity));
        lines.add("EC2", identity.ok().isPresent() ? fine("EC2") : silence(identity, "ec2:DescribeInstances"));
        List<String> hosts =
                setup.volumes().stream().map(WorkingVolume::host).distinct().toList();
        CloudAnswer<Map<String, String>> agents = eyes.inventory().agentVersions(hosts);
        lines.add(
                "Systems Manager",
                agents.ok().isPresent() ? fine("Systems Manager") : silence(agents, "ssm:DescribeInstanceInformation"));
        return lines.all();
    }

    private Finding fine(String service) {
        return new Finding.Fine(service + " answers in " + setup.region());
    }

    private Finding identity(CloudAnswer<Identity> answer) {
        if (answer instanceof CloudAnswer.Accepted<Identity> accepted) {
            Identity who = accepted.value();
            return who.account().isEmpty()
                    ? new Finding.Fine("key " + who.key() + "; its account shows with the first host")
                    : new Finding.Fine("key " + who.key() + ", account " + who.account());
        }
        if (answer instanceof Refused<Identity> refused && Said.isAboutCredentials(answer)) {
            return new Finding.Wrong(
                    "AWS does not take the credentials, or there are none: " + refused.code() + ", "
                            + refused.message(),
                    "aws sts get-caller-identity must answer for the user that runs the bot; best: give its instance the"
                            + " role of deploy/iam (bot-policy.json)");
        }
        return Said.no(answer, "ec2:DescribeInstances");
    }

    private Finding silence(CloudAnswer<?> answer, String call) {
        if (answer instanceof Unclear<?> unclear) {
            String service = call.substring(0, call.indexOf(':'));
            return new Finding.Wrong(
                    "no answer: " + unclear.message(),
                    "curl -sS -o /dev/null https://" + service + "." + setup.region()
                            + ".amazonaws.com must connect; open port 443 to it, or correct region:");
        }
        return Said.no(answer, call);
    }
}
