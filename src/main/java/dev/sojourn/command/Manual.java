package dev.sojourn.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be typed, and what happens then. In Slack's mrkdwn, with no character that has to be escaped. */
public final class Manual {

    private static final String DOCTOR = """
            *Doctor*
            • `@ doctor` – looks at Slack, AWS, volumes, hosts, builders and the database; nothing is changed
            Each line is ok, cannot be checked (and why), or wrong, with the command that mends it. \
            Nothing is called ok that was not looked at. Only you see the answer.""";

    private static final String OVERVIEW = """
            *What you can type*
            • `@ main` – build a branch, tag or commit on a big machine; `@ .` – your working tree as it is
            • `@ main --dry-run` – what it would cost; nothing is started
            • `@ status` – what goes on; `@ queue` – who waits; `@ where` – where the volumes are
            • `@ cancel #12`, `@ retry #12`, `@ logs #12`, `@ watch #12` – stop a job, ask for it again, see its log, \
            be told how it ends
            • `@ history`, `@ profiles`, `@ slots` – what was built, what can be, and the build folders
            • `@ cost` – what builds cost this month; `@ cost week csv` – as a table
            • `@ doctor` – what keeps builds from working here, and the command that mends it
            A job is `#12`, `12`, or `last`: the newest that you asked for.
            More: `@ help build`; or `help` and one of options, approval, status, queue, where, cancel, retry, logs, watch, \
            history, cost, quiet, profiles, slots, doctor, threads""";

    private static final String BUILD = """
            *Build*
            • `@ main`, `@ v1.2.0`, `@ 4f2a9c1` – a branch, tag or commit, fetched with your own git credentials. \
            The card shows the commit, and that commit is built, even if the branch moves on.
            • `@ .` – your working tree as it is: uncommitted and untracked files too, ignored ones not. \
            Your checkout is not changed.
            • `@ refs/heads/status` – a branch whose name is also a command (status, queue, retry and so on).
            The host is looked at first. If something is in the way, you are told, and nothing has been started or paid. \
            Then your volume moves to the builder, the build runs, and the volume comes home, whether it passed or not. \
            Until it is home, its folder on your host is empty and read-only.
            Options: `@ help options`""";

    private static final String STATUS = """
            *Status*
            • `@ status` – every job that is running or queued
            • `@ status #12` – one job: its step, its progress, and where the volume is
            • `@ status last` – the newest that you asked for
            The number is on the job's card. Only you see the answer.""";

    private static final String QUEUE = """
            *Queue*
            • `@ queue` – for each volume: the job that has it, and those that wait for it, in their order
            • `@ queue ann` – for that volume
            Jobs that wait for approval hold no place: they join the queue when somebody agrees.""";

    private static final String WHERE = """
            *Where*
            • `@ where` – for each volume: where it is attached now, as EC2 says, and the job that has it""";

    private static final String HISTORY = """
            *History*
            • `@ history` – the last ten jobs that are over: how they ended, time, cost, ref, slot, and who asked
            • `@ history 25` – more of them
            Costs are list prices, not your invoice.""";

    private static final String COST = """
            *Cost*
            • `@ cost` – what builders cost this month, by person, profile and channel; `@ cost day`, `@ cost week` – lately
            • `@ cost week csv` – job by job, as a file in your direct messages
            With it: how many builders live now, how good the estimates were, and what one big machine would have cost \
            that is never switched off. Builders of failed attempts are in it. \
            Costs are list prices, not your invoice.""";

    private static final String LOGS = """
            *Logs*
            • `@ logs #12` – the end of that job's log, also while it builds
            • `@ logs` – of the newest job that you asked for
            The whole log of a failed build is in its thread; that of one that passed is sent to you when you ask. \
            It stays on the volume, too: the answer names the file.""";

    private static final String CANCEL = """
            *Cancel*
            • `@ cancel` – your running job, if you have just one
            • `@ cancel #12` – that job; `@ cancel last` – the newest that you asked for
            The build is stopped and the volume comes home; what was compiled so far is kept for the next build. \
            Money spent until then is spent. The requester, an approver and the volume's owner may cancel. \
            A job that is on its way home already needs no cancel.""";

    private static final String RETRY = """
            *Retry*
            • `@ retry #12` – the same build once more, on the same volume, as a new job
            • `@ retry` – of the newest that you asked for
            A branch is looked up anew, so the commit may be a newer one. Whether it needs approval is decided as for any build. \
            A job that is not over yet is not asked for again.""";

    private static final String WATCH = """
            *Watch*
            • `@ watch #12` – a direct message when that job is over, or when its volume needs somebody
            • `@ watch` – the only job that is running or queued
            • `@ unwatch #12` – no message after all
            Whoever asked for a build is named in its thread at the end, and need not watch it.""";

    private static final String QUIET = """
            *Quiet hours*
            • `@ quiet 22-7 Europe/Berlin` – no direct message and no mention of you in these hours; without a place by UTC
            • `@ quiet` – which you have; `@ quiet off` – none any more
            What you would have been told comes when they end. A volume that is not home, and a question while a builder is \
            paid for, come at once.""";

    private static final String PROFILES = """
            *Profiles*
            • `@ profiles` – the kinds of builds: on which volumes and machines, and from where on a second person must agree
            • `@ main --profile release` – a build of that kind""";

    private static final String AUDIT = """
            *Audit*
            • `@ audit` – who asked, approved, denied, cancelled, retried what, when, from where, for how much: as CSV
            • `@ audit json` – the same as JSON
            For approvers. The file comes by direct message. What is written down is never changed afterwards.""";

    private static final String THREADS = """
            *In threads*
            Slack takes no slash command in a thread. In the thread of a job's card, mention the bot and type the word: \
            status, cancel, retry, logs, watch or unwatch. It is about that job, so no number is needed. \
            Anywhere else a mention works as `@ status` and the others do.""";

    private static final String APPROVAL = """
            *Approval*
            A build that is large or dear, or that would break a soft cap of a day or month, waits until a second person agrees; \
            the card says why and who may. \
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
            • `--link-memory 16000` – how many MiB one link needs, so that no more run at once than fit
            • `--clean` – empty that build folder first
            • `--clear-slot 2` – delete that build folder first, to make room
            • `--dry-run` – what it would cost; nothing is started
            Example: `@ main --on c7i.16xlarge --spot --cap 5.00`""";

    private static final Map<String, String> PAGES = pages();

    /** Other words for a page. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("builds", "build"),
            Map.entry("ref", "build"),
            Map.entry("branch", "build"),
            Map.entry("option", "options"),
            Map.entry("flags", "options"),
            Map.entry("arguments", "options"),
            Map.entry("approve", "approval"),
            Map.entry("approvals", "approval"),
            Map.entry("deny", "approval"),
            Map.entry("jobs", "status"),
            Map.entry("queues", "queue"),
            Map.entry("volume", "where"),
            Map.entry("volumes", "where"),
            Map.entry("stop", "cancel"),
            Map.entry("abort", "cancel"),
            Map.entry("again", "retry"),
            Map.entry("rerun", "retry"),
            Map.entry("log", "logs"),
            Map.entry("output", "logs"),
            Map.entry("watchers", "watch"),
            Map.entry("unwatch", "watch"),
            Map.entry("notify", "watch"),
            Map.entry("mute", "quiet"),
            Map.entry("silence", "quiet"),
            Map.entry("costs", "cost"),
            Map.entry("money", "cost"),
            Map.entry("spending", "cost"),
            Map.entry("bill", "cost"),
            Map.entry("profile", "profiles"),
            Map.entry("slot", "slots"),
            Map.entry("thread", "threads"),
            Map.entry("mention", "threads"),
            Map.entry("mentions", "threads"));

    private Manual() {}

    /** What there are pages on. */
    static List<String> topics() {
        return List.copyOf(PAGES.keySet());
    }

    /** The page that a word asks for: its own name, or another word for it. */
    static Optional<String> topic(String word) {
        String topic = ALIASES.getOrDefault(word, word);
        return PAGES.containsKey(topic) ? Optional.of(topic) : Optional.empty();
    }

    /**
     * One page.
     *
     * @param topic one of {@link #topics}; with none or another: the overview
     * @param commandName what people type, as {@code /build}
     */
    public static String text(Optional<String> topic, String commandName) {
        return topic.map(page -> PAGES.getOrDefault(page, OVERVIEW))
                .orElse(OVERVIEW)
                .replace("@", commandName);
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("build", BUILD);
        pages.put("doctor", DOCTOR);
        pages.put("options", OPTIONS);
        pages.put("approval", APPROVAL);
        pages.put("status", STATUS);
        pages.put("queue", QUEUE);
        pages.put("where", WHERE);
        pages.put("cancel", CANCEL);
        pages.put("retry", RETRY);
        pages.put("logs", LOGS);
        pages.put("watch", WATCH);
        pages.put("history", HISTORY);
        pages.put("cost", COST);
        pages.put("quiet", QUIET);
        pages.put("profiles", PROFILES);
        pages.put("slots", SLOTS);
        pages.put("threads", THREADS);
        pages.put("audit", AUDIT);
        return pages;
    }
}
