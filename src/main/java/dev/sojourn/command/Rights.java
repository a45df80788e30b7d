package dev.sojourn.command;

import dev.sojourn.job.Job;
import dev.sojourn.policy.Policy;
import dev.sojourn.policy.Verdict;
import java.util.List;
import java.util.function.Supplier;

/** Which buttons make sense for whom. Shown only: at the click the desk asks again. */
public final class Rights {

    private final Supplier<Policy> policy;

    public Rights(Policy policy) {
        this(() -> policy);
    }

    /** @param policy the one that is in force */
    public Rights(Supplier<Policy> policy) {
        this.policy = policy;
    }

    public boolean mayDecide(String user, Job job) {
        return policy.get()
                        .mayDecide(
                                user, job.request().requester(), job.request().plan())
                instanceof Verdict.Allowed;
    }

    public boolean mayCancel(String user, Job job) {
        return policy.get()
                        .mayCancel(
                                user,
                                job.request().requester(),
                                job.request().plan().volume())
                instanceof Verdict.Allowed;
    }

    /** Whether this person may end a yes that was given ahead. */
    public boolean mayEndAhead(String user) {
        return policy.get().mayEndAhead(user) instanceof Verdict.Allowed;
    }

    /** Those who may approve something as the configuration names them: a group by itself, and not each of its people. */
    public List<String> approversByName() {
        return policy.get().approvers().stream().sorted().toList();
    }

    /** All people who may approve something. */
    public List<String> approvers() {
        return policy.get().approvingPeople();
    }

    /** All who may say yes or no to this job. */
    public List<String> deciders(Job job) {
        return policy.get().approvingPeople(job.request().plan()).stream()
                .filter(user -> mayDecide(user, job))
                .toList();
    }
}
