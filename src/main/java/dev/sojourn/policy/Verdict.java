package dev.sojourn.policy;

import dev.sojourn.plan.Breach;
import dev.sojourn.plan.Cap;
import java.util.List;

/** Whether something may be done. */
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    /**
     * @param reasons why a second person must agree, in words; never empty
     * @param softCaps among them, the caps that would be broken
     */
    record NeedsApproval(List<String> reasons, List<Cap.Kind> softCaps) implements Verdict {}

    /** It would break a cap that nobody in Slack may agree to break. */
    record OverCap(Breach breach) implements Verdict {}

    /**
     * @param what why not
     * @param advice what to do instead
     */
    record Refused(String what, String advice) implements Verdict {}
}
