package dev.sojourn.command;

import java.util.List;
import java.util.Optional;

/** What can be typed, and what happens then. In Slack's mrkdwn, with no character that has to be escaped. */
public final class Manual {

    private static final String OVERVIEW = """
            *What you can type*
            • `@ main` – build a branch, tag or commit on a big machine
            • `@ .` – build your working tree as it is, uncommitted changes included
            • `@ status` – what goes on; `@ status #12` for one job
            • `@ cancel #12` – stop a job and bring the volume home
            • `@ slots` – the build folders on your volume
            • `@ main --dry-run` – what it would cost; nothing is started
            • `@ doctor` – what keeps builds from working here, and the command that mends it
            More: `@ help build`, `help status`, `help cancel`, `help approval`, `help slots`, `help options`""";

    private static final String BUILD = """
            *Build*
            • `@ main`, `@ v1.2.0`, `@ 4f2a9c1` – a branch, tag or commit, fetched with your own git credentials. \
            The card shows the commit, and that commit is built, even if the branch moves on.
            • `@ .` – your working tree as it is: uncommitted and untracked files too, ignored ones not. \
            Your checkout is not changed.
            • `@ refs/heads/status` – a branch whose name is also a command (status, cancel, slots, doctor, help).
            The host is looked at first. If something is in the way, you are told, and nothing has been started or paid. \
            Then your volume moves to the builder, the build runs, and the volume comes home, whether it passed or not. \
            Until it is home, its folder on your host is empty and read-only.
            Options: `@ help options`""";

    private static final String STATUS = """
            *Status*
            • `@ status` – every job that is running or queued
            • `@ status #12` – one job: its step, its progress, and where the volume is
            The number is on the job's card. Only you see the answer.""";

    private static final String CANCEL = """
            *Cancel*
            • `@ cancel` – your running job, if you have just one
            • `@ cancel #12` – that job
            The build is stopped and the volume comes home; what was compiled so far is kept for the next build. \
            Money spent until then is spent. The requester, an approver and the volume's owner may cancel. \
            A job that is on its way home already needs no cancel.""";

    private static final String APPROVAL = """
            *Approval*
            A build that is large or dear waits until a second person agrees; the card says why and who may. \
            They press *Approve* or *Deny* on the card. Nothing is started before that.
            What is approved is that commit, that machine and that cap, and nothing else. \
            A request that nobody answers expires; nothing has been started then.
            `@ main --dry-run` says beforehand whether a build would need it.""";

    private static final String SLOTS = """
            *Slots*
            • `@ slots` – the build folders on your volume: what was built there, when, and how large they are
            • `@ slots NAME` – those on that volume
            A build takes the slot whose files differ least from what you ask for, so only the difference is compiled. \
            A commit that is far from all of them gets a slot of its own, while the profile may have another and there is room.
            `@ main --slot 2` takes that one; `--slot 2 --clean` empties it first; `--clear-slot 2` deletes it to make room.""";

    private static final String OPTIONS = """
            *Options of a build* (`--name value` or `--name=value`)
            • `--volume ann` – which volume, where you have several
            • `--profile release` – which kind of build, where there are several
            • `--on c7i.16xlarge` – this instance type, and no other
            • `--spot` – cheaper, and may be interrupted; `--on-demand` – is not
            • `--target check-all` – what to build; more than once, or `--targets one,two`
            • `--cap 5.00` – the most that it may cost, in US dollars
            • `--slot 1` – in which of the build folders; without it in the one that differs least
            • `--clean` – empty that build folder first
            • `--clear-slot 2` – delete that build folder first, to make room
            • `--dry-run` – what it would cost; nothing is started
            Example: `@ main --on c7i.16xlarge --spot --cap 5.00`""";

    private Manual() {}

    /** What there are pages on. */
    static List<String> topics() {
        return List.of("build", "status", "cancel", "approval", "slots", "options");
    }

    /**
     * One page.
     *
     * @param topic one of {@link #topics}; with none or another: the overview
     * @param commandName what people type, as {@code /build}
     */
    public static String text(Optional<String> topic, String commandName) {
        return topic.map(Manual::page).orElse(OVERVIEW).replace("@", commandName);
    }

    private static String page(String topic) {
        return switch (topic) {
            case "build" -> BUILD;
            case "status" -> STATUS;
            case "cancel" -> CANCEL;
            case "approval" -> APPROVAL;
            case "slots" -> SLOTS;
            case "options" -> OPTIONS;
            default -> OVERVIEW;
        };
    }
}
