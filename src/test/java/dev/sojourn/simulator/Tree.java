package dev.sojourn.simulator;

import java.util.ArrayList;
import java.util.List;

/** Who works in the tree on the host, and what they push. */
final class Tree {

    static final int ANN = 1000;

    /** A process with the mount open. */
    record Process(int pid, int uid, String command, boolean stubborn) {}

    private final World world;
    private final List<Process> processes = new ArrayList<>();
    private int next = 700;
    private int pushes;
    private String head = "0123456789abcdef0123456789abcdef00000000";

    Tree(World world) {
        this.world = world;
    }

    boolean isEmpty() {
        return processes.isEmpty();
    }

    /** The commit that a branch points to now. */
    String head() {
        return head;
    }

    void push() {
        head = "0123456789abcdef0123456789abcdef%08x".formatted(++pushes);
    }

    /** Somebody opens the tree, and leaves it after a while. */
    void enter(String command, boolean stubborn, long stays) {
        Process process = new Process(next++, ANN, command, stubborn);
        processes.add(process);
        world.journal.say("%s is in the tree", command);
        world.timeline.after(stays, () -> leave(process));
    }

    private void leave(Process process) {
        if (processes.remove(process)) {
            world.journal.say("%s has left the tree", process.command);
        }
    }

    /** Everybody out: the machine has gone down. */
    void clear() {
        processes.clear();
    }

    /** SIGTERM to the named ones; the members of the answer. */
    String signal(String targets) {
        int before = processes.size();
        for (String line : targets.split("\n")) {
            processes.removeIf(one -> line.startsWith(one.pid + " ") && !one.stubborn);
        }
        return ",\"stopped\":" + (before - processes.size()) + ",\"left\":" + processes.size() + holders();
    }

    String holders() {
        StringBuilder list = new StringBuilder(",\"holders\":[");
        for (Process one : processes) {
            list.append(list.charAt(list.length() - 1) == '[' ? "" : ",")
                    .append("{\"pid\":")
                    .append(one.pid)
                    .append(",\"start\":4711,\"uid\":")
                    .append(one.uid)
                    .append(",\"user\":\"ann\",\"comm\":\"")
                    .append(one.command)
                    .append("\",\"how\":\"cwd\"}");
        }
        return list.append("],\"holder_count\":").append(processes.size()).toString();
    }
}
