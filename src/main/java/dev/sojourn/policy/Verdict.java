package dev.sojourn.policy;

import java.util.List;

/** Whether something may be done. */
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    /**
     * @param reasons why a second person must agree, in words; never empty
     */
    record NeedsApproval(List<String> reasons) implements Verdict {}

    /**
     * @param what why not
     * @param advice what to do instead
     */
    record Refused(String what, String advice) implements Verdict {}
}
