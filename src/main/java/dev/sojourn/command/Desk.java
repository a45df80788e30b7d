package dev.sojourn.command;

import dev.sojourn.plan.Usd;

/** Where people's wishes are dealt with. May take seconds: the cloud is asked for prices and offers. Never throws for a no. */
public interface Desk {

    Reply handle(Caller caller, Command command);

    /** Yes to a job's plan, as it was shown; the right to is checked here, at the click. */
    Reply approve(Caller caller, long job);

    /**
     * Yes to a job's plan, and to builds like it for a day.
     *
     * @param limit what all those builds may cost together
     */
    Reply approveAhead(Caller caller, long job, Usd limit);

    /** Takes a yes that was given ahead back, named by the job at whose request it was given. */
    Reply endAhead(Caller caller, long job);

    /** A job that waits for a second person runs by the smaller plan instead, which needs none. */
    Reply runSmaller(Caller caller, long job);

    /** A job that waits for capacity tries its whole ladder at once. */
    Reply tryNow(Caller caller, long job);

    /** A job that waits for spot capacity takes a builder on demand instead; what costs more than was agreed to is asked about. */
    Reply takeOnDemand(Caller caller, long job);

    /** Leaves the yes or no to another person who may say it. */
    Reply delegate(Caller caller, long job, String to);

    /** No to a job's plan. */
    Reply deny(Caller caller, long job, String reason);

    /**
     * Somebody in the tree wants more time.
     *
     * @param uid number of the host user whose processes are meant
     */
    Reply waitForHolders(Caller caller, long job, int uid);

    /** Somebody has the processes of a user of the host ended; who may is checked here, at the click. */
    Reply stopHolders(Caller caller, long job, int uid);

    /** The same build once more, as a new job. */
    Reply again(Caller caller, long job);

    /** A new job by the remedy that a refused one was given. */
    Reply remedy(Caller caller, long job);

    /** A new job for the tests that failed, and for no others. */
    Reply retryTests(Caller caller, long job);

    /** The volume's host is terminated: somebody names the machine that it is brought to instead. */
    Reply chooseHost(Caller caller, long job, String host);

    /** A person wants the whole way home walked again, from its first step, while a person is called. */
    Reply walkHomeAgain(Caller caller, long job);

    /** A person says that the cause of a call for help is gone: look again. */
    Reply resume(Caller caller, long job);
}
