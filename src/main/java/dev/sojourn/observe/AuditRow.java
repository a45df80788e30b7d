package dev.sojourn.observe;

import dev.sojourn.job.Commit;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.plan.BuildPlan;
import dev.sojourn.plan.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of the audit: a deed, the job that it was about, and for how much. */
record AuditRow(JobEvent event, Deed deed, Job job) {

    /** The columns, in their order. */
    static final List<String> COLUMNS = List.of(
            "at",
            "job",
            "deed",
            "who",
            "channel",
            "ref",
            "commit",
            "volume",
            "profile",
            "machine",
            "estimate_low_usd",
            "estimate_high_usd",
            "cap_usd",
            "cost_usd",
            "detail");

    static Optional<AuditRow> of(JobEvent event, Job job) {
        return Deed.of(event.fact()).map(deed -> new AuditRow(event, deed, job));
    }

    /** The values, one for each column; what is unknown is empty. */
    List<String> values() {
        BuildPlan plan = job.request().plan();
        List<String> values = new ArrayList<>();
        values.add(event.at().toString());
        values.add(Long.toString(job.number()));
        values.add(deed.name());
        values.add(deed.who().orElse(""));
        values.add(deed.from().orElse(job.request().channel()));
        values.add(job.request().options().ref());
        values.add(job.commit().map(Commit::sha).orElse(""));
        values.add(plan.volume().name());
        values.add(plan.profile().name());
        values.add(plan.ladder().isEmpty() ? "" : plan.first().label());
        values.add(plan.estimate().priced() ? dollars(plan.estimate().low()) : "");
        values.add(plan.estimate().priced() ? dollars(plan.estimate().high()) : "");
        values.add(dollars(plan.cap()));
        values.add(event.fact() instanceof Fact.Ended ended ? dollars(ended.cost()) : "");
        values.add(deed.detail());
        return values;
    }

    private static String dollars(Usd amount) {
        return amount.dollars().stripTrailingZeros().toPlainString();
    }
}
