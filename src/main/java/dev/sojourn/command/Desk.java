package dev.sojourn.command;

/** Where people's wishes are dealt with. May take seconds: the cloud is asked for prices and offers. Never throws for a no. */
public interface Desk {

    Reply handle(Caller caller, Command command);

    /** Yes to a job's plan, as it was shown; the right to is checked here, at the click. */
    Reply approve(Caller caller, long job);

    /** No to a job's plan. */
    Reply deny(Caller caller, long job, String reason);

    /** A person says that the cause of a call for help is gone: look again. */
    Reply resume(Caller caller, long job);
}
