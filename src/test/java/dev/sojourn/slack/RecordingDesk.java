package dev.sojourn.slack;

import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.Desk;
import dev.sojourn.command.Reply;
import dev.sojourn.plan.Usd;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is asked, in words, and answers always the same. */
public final class RecordingDesk implements Desk {

    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Runs before it answers. */
    public volatile Runnable before = () -> {};

    public volatile Reply reply = new Reply.Refused("no", "");

    @Override
    public Reply handle(Caller caller, Command command) {
        return note(caller, command.toString());
    }

    @Override
    public Reply approve(Caller caller, long job) {
        return note(caller, "approve " + job);
    }

    @Override
    public Reply approveAhead(Caller caller, long job, Usd limit) {
        return note(caller, "approve " + job + " and the like up to " + limit);
    }

    @Override
    public Reply endAhead(Caller caller, long job) {
        return note(caller, "end the yes of " + job);
    }

    @Override
    public Reply runSmaller(Caller caller, long job) {
        return note(caller, "run " + job + " on a smaller machine");
    }

    @Override
    public Reply tryNow(Caller caller, long job) {
        return note(caller, "try " + job + " now");
    }

    @Override
    public Reply takeOnDemand(Caller caller, long job) {
        return note(caller, "take " + job + " on demand");
    }

    @Override
    public Reply deny(Caller caller, long job, String reason) {
        return note(caller, "deny " + job + (reason.isEmpty() ? "" : ": " + reason));
    }

    @Override
    public Reply waitForHolders(Caller caller, long job, int uid) {
        return note(caller, "wait " + job + " for " + uid);
    }

    @Override
    public Reply stopHolders(Caller caller, long job, int uid) {
        return note(caller, "stop " + uid + " for " + job);
    }

    @Override
    public Reply delegate(Caller caller, long job, String to) {
        return note(caller, "leave " + job + " to " + to);
    }

    @Override
    public Reply again(Caller caller, long job) {
        return note(caller, "again " + job);
    }

    @Override
    public Reply remedy(Caller caller, long job) {
        return note(caller, "remedy " + job);
    }

    @Override
    public Reply retryTests(Caller caller, long job) {
        return note(caller, "retry tests of " + job);
    }

    @Override
    public Reply chooseHost(Caller caller, long job, String host) {
        return note(caller, "bring the volume of " + job + " to " + host);
    }

    @Override
    public Reply walkHomeAgain(Caller caller, long job) {
        return note(caller, "walk home again " + job);
    }

    @Override
    public Reply resume(Caller caller, long job) {
        return note(caller, "resume " + job);
    }

    public Reply endStray(Caller caller, String instance) {
        return note(caller, "end stray " + instance);
    }

    private Reply note(Caller caller, String what) {
        asked.add(caller.user() + " in " + caller.channel() + ": " + what);
        before.run();
        return reply;
    }
}
