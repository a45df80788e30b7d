package dev.sojourn.handoff;

import dev.sojourn.job.Attempt;
import dev.sojourn.job.Job;
import java.util.Map;

/** The tags that everything we launch carries: two installations never see each other's builders. */
public final class Tags {

    static final String INSTALLATION = "sojourn:installation";
    static final String ROLE = "sojourn:role";
    static final String JOB = "sojourn:job";
    static final String ATTEMPT = "sojourn:attempt";

    private Tags() {}

    static Map<String, String> of(String installation, Job job, Attempt attempt) {
        return Map.of(
                INSTALLATION,
                installation,
                ROLE,
                "builder",
                JOB,
                Long.toString(job.number()),
                ATTEMPT,
                Integer.toString(attempt.number()),
                "Name",
                "sojourn " + installation + " job " + job.number());
    }

    /** Those of a launch that is only asked about. */
    public static Map<String, String> ofQuestion(String installation) {
        return Map.of(INSTALLATION, installation, ROLE, "builder", JOB, "0", ATTEMPT, "0");
    }

    static Map<String, String> anyBuilder(String installation) {
        return Map.of(INSTALLATION, installation, ROLE, "builder");
    }

    static Map<String, String> builderOf(String installation, Job job) {
        return Map.of(INSTALLATION, installation, ROLE, "builder", JOB, Long.toString(job.number()));
    }
}
