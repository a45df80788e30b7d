package dev.sojourn.search;

import dev.sojourn.cloud.InstanceView.State;

/**
 * The host, or a builder.
 *
 * @param token the launch's; a repeat is the same machine
 * @param online its agent answers
 * @param hung its system does nothing any more, and keeps what is mounted
 * @param mounted it has the volume's filesystem mounted
 * @param fence epoch of the newest command that it has obeyed
 * @param build the attempt whose unit runs or has run here; 0: none
 * @param active that unit is alive
 * @param straggler its launch landed late: nobody had heard of it
 * @param doubtful a command to it broke, or went unanswered for long, so that the bot may take it for hung
 */
record Machine(
        String id,
        String token,
        int attempt,
        State state,
        boolean online,
        boolean hung,
        boolean mounted,
        int fence,
        int build,
        boolean active,
        boolean straggler,
        boolean doubtful) {

    static final String HOST = "i-0000000000000a001";

    static Machine host() {
        return new Machine(HOST, "", 0, State.RUNNING, true, false, true, 0, 0, false, false, false);
    }

    static Machine launched(String id, String token, int attempt, boolean straggler) {
        return new Machine(id, token, attempt, State.PENDING, false, false, false, 0, 0, false, straggler, false);
    }

    boolean isHost() {
        return id.equals(HOST);
    }

    boolean answers() {
        return state == State.RUNNING && online && !hung;
    }

    boolean mayWrite() {
        return mounted && !state.isPowerless();
    }

    /** As much of it as EC2 knows. */
    Machine shown() {
        return new Machine(id, token, attempt, state, false, false, false, 0, 0, false, false, false);
    }

    Machine in(State next) {
        return new Machine(id, token, attempt, next, online, hung, mounted, fence, build, active, straggler, doubtful);
    }

    Machine online(boolean now) {
        return new Machine(id, token, attempt, state, now, hung, mounted, fence, build, active, straggler, doubtful);
    }

    Machine hanging() {
        return new Machine(id, token, attempt, state, false, true, mounted, fence, build, active, straggler, true);
    }

    Machine mounted(boolean now) {
        return new Machine(id, token, attempt, state, online, hung, now, fence, build, active, straggler, doubtful);
    }

    Machine obeying(int epoch) {
        return new Machine(id, token, attempt, state, online, hung, mounted, epoch, build, active, straggler, doubtful);
    }

    Machine building(int number, boolean runs) {
        return new Machine(id, token, attempt, state, online, hung, mounted, fence, number, runs, straggler, doubtful);
    }

    Machine doubted() {
        return new Machine(id, token, attempt, state, online, hung, mounted, fence, build, active, straggler, true);
    }

    /** Power is gone, and with it all that was in memory. */
    Machine dark(State end) {
        return new Machine(id, token, attempt, end, false, false, false, fence, 0, false, straggler, doubtful);
    }

    @Override
    public String toString() {
        return isHost() ? "host" : "builder " + attempt;
    }
}
