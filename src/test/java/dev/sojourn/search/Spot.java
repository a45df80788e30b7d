package dev.sojourn.search;

/**
 * Where the volume is attached.
 *
 * @param state attaching, attached, detaching or busy, as EC2 says
 * @param hangs it stays so until somebody does something about it
 */
record Spot(String machine, String device, String state, boolean hangs) {

    Spot becoming(String next, boolean stuck) {
        return new Spot(machine, device, next, stuck);
    }

    boolean isLeaving() {
        return state.equals("detaching") || state.equals("busy");
    }
}
