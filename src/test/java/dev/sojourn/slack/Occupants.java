package dev.sojourn.slack;

import dev.sojourn.job.Fact;
import dev.sojourn.job.Holder;
import java.util.List;

/** Those who are in Ann's tree: herself, Bob, and things that belong to nobody whom the configuration names. */
public final class Occupants {

    public static final int ANN = 1000;
    public static final int BOB = 1001;
    static final int POSTGRES = 999;

    public static final Holder VIM = new Holder(812, 77, ANN, "ann", "vim", "file", "");
    public static final Holder SHELL = new Holder(9, 70, ANN, "ann", "bash", "cwd", "");
    public static final Holder BOBS_SHELL = new Holder(900, 90, BOB, "bob", "zsh", "cwd", "");
    public static final Holder DATABASE = new Holder(300, 60, POSTGRES, "postgres", "postgres", "map", "docker");
    public static final Holder MOUNT = new Holder(0, 0, 0, "root", "/mnt/llvm/inner", "mount", "");

    private Occupants() {}

    public static Fact.Held held(Holder... holders) {
        return new Fact.Held(List.of(holders), holders.length);
    }

    /** A process whose names try to be more than text. */
    public static Holder hostile(int pid, int uid) {
        return new Holder(
                pid,
                1,
                uid,
                "<!channel> `" + uid,
                ("`<!here>` <https://evil|x> \u202e*b* @channel\n").repeat(20),
                "cwd",
                "<@U0EVE>");
    }
}
