package dev.sojourn.simulator;

import dev.sojourn.command.BuildDesk;
import dev.sojourn.command.Caller;
import dev.sojourn.command.Command;
import dev.sojourn.command.Reply;
import dev.sojourn.job.BuildResult;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Homeward;
import dev.sojourn.job.Job;
import dev.sojourn.job.JobEvent;
import dev.sojourn.job.JobState;
import dev.sojourn.plan.Market;
import dev.sojourn.plan.Usd;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Those who ask, approve, cancel, sit in the tree, and mend what stands still. */
final class People {

    private static final int MOST_JOBS = 3;
    private static final int MANY_JOBS = 6;
    private static final int ENOUGH_VISITS = 3;

    /** Just above the estimate on demand, without a history. */
    private static final Map<String, Usd> LEAST_CAPS = Map.of("small", Usd.of("0.20"), "large", Usd.of("0.70"), "thrifty", Usd.of("0.30"));

    private final World world;
    private final Wakes wakes;
    private final Repairs repairs;
    private int asked;
    /** Builds that somebody is about to ask for. */
    private int planned;

    People(World world, Wakes wakes) {
        this.world = world;
        this.wakes = wakes;
        this.repairs = new Repairs(world);
    }

    boolean wantNothing() {
        return planned == 0;
    }

    void begin() {
        Chance chance = world.chance;
        boolean thrifty = chance.oneIn(4);
        String profile = thrifty ? "thrifty" : chance.oneIn(3) ? "large" : "small";
        Market market = thrifty || chance.oneIn(2) ? Market.SPOT : Market.ON_DEMAND;
        ask(Setting.ANN, 500, desk -> build(desk, Setting.ANN, Optional.empty(), profile, market));
        if (world.disks.size() > 1) {
            askToo(Optional.empty(), chance.longTail(500, 10 * Timeline.MINUTE), market);
        } else if (chance.oneIn(4)) {
            askToo(Optional.of("ann"), chance.longTail(2_000, 15 * Timeline.MINUTE), market);
        }
    }

    private void askToo(Optional<String> volume, long delay, Market market) {
        ask(Setting.BEN, delay, desk -> build(desk, Setting.BEN, volume, "small", market));
    }

    private Reply build(BuildDesk desk, Caller caller, Optional<String> volume, String profile, Market market) {
        Optional<Usd> cap = world.mix.shortOfMoney ? cap(profile) : Optional.empty();
        return desk.handle(caller, new Command.Build(Setting.build(volume, profile, market, cap)));
    }

    /** Hardly enough, what is usual, or more than there is. */
    private Optional<Usd> cap(String profile) {
        return switch (world.chance.below(3)) {
            case 0 -> Optional.of(LEAST_CAPS.get(profile));
            case 1 -> Optional.of(Usd.of("4"));
            default -> Optional.empty();
        };
    }

    /** Whose volume it is. */
    private Caller owner(long job) {
        String volume = world.store.find(job).orElseThrow().volume();
        return world.disk(volume).index == 0 ? Setting.ANN : Setting.BEN;
    }

    private void ask(Caller caller, long delay, Function<BuildDesk, Reply> how) {
        if (asked >= (world.mix.manyJobs ? MANY_JOBS : MOST_JOBS)) {
            return;
        }
        asked++;
        planned++;
        world.timeline.after(delay, () -> ask(caller, how, 0));
        if (chanceOfAPush()) {
            world.timeline.after(
                    world.chance.longTail(1_000, Timeline.HOUR), () -> world.disks.forEach(disk -> disk.tree.push()));
        }
    }

    private boolean chanceOfAPush() {
        return world.chance.oneIn(3);
    }

    private void ask(Caller caller, Function<BuildDesk, Reply> how, int tries) {
        Optional<Reply> reply = click(caller + " asks for a build", how);
        boolean unheard = reply.isEmpty() || reply.get() instanceof Reply.Refused;
        if (unheard && tries < 6) {
            world.timeline.after(30_000, () -> ask(caller, how, tries + 1));
        } else {
            planned--;
        }
    }

    /** Through any bot that is up; empty where none is, or where it was killed over it. */
    private Optional<Reply> click(String what, Function<BuildDesk, Reply> how) {
        Optional<Bot> bot = wakes.free();
        if (bot.isEmpty()) {
            return Optional.empty();
        }
        Optional<Reply> reply = bot.get().click(how);
        if (world.journal.on()) {
            world.journal.say(
                    "%s: %s",
                    what, reply.map(one -> one.getClass().getSimpleName()).orElse("unheard"));
        }
        return reply;
    }

    void cancel(long job) {
        Caller caller = world.chance.oneIn(3) ? Setting.EVE : owner(job);
        click("cancel", desk -> desk.handle(caller, new Command.Cancel(Optional.of(job))));
    }

    /** Somebody reads what was posted. */
    void read(JobEvent event) {
        Fact fact = event.fact();
        long job = event.job();
        Chance chance = world.chance;
        if (fact instanceof Fact.ApprovalAsked wanted) {
            approval(job, wanted.expires().toEpochMilli());
        } else if (fact instanceof Fact.Held && chance.oneIn(2)) {
            boolean stop = chance.oneIn(2);
            world.timeline.after(
                    chance.longTail(1_000, Timeline.MINUTE),
                    () -> click(
                            stop ? "stop them" : "wait",
                            desk -> stop
                                    ? desk.stopHolders(Setting.ANN, job, Tree.ANN)
                                    : desk.waitForHolders(Setting.ANN, job, Tree.ANN)));
        } else if (fact instanceof Fact.NoCapacity && chance.oneIn(2)) {
            impatient(job);
        } else if (fact instanceof Fact.AttentionNeeded) {
            mendLater(job, 0, world.faults);
        } else if (fact instanceof Fact.Ended && world.mix.manyJobs) {
            ask(owner(job), chance.longTail(1_000, 4 * Timeline.MINUTE), desk -> desk.again(owner(job), job));
        } else if (fact instanceof Fact.Ended over && isOffered(over) && chance.oneIn(2)) {
            ask(owner(job), chance.longTail(1_000, 30 * Timeline.MINUTE), desk -> {
                world.struck(Fault.REMEDY);
                return desk.remedy(owner(job), job);
            });
        } else if (fact instanceof Fact.Ended over && testsFailed(over) && chance.oneIn(2)) {
            ask(owner(job), chance.longTail(1_000, 30 * Timeline.MINUTE), desk -> desk.retryTests(owner(job), job));
        } else if (fact instanceof Fact.Ended over && over.outcome() == JobState.FAILED && chance.oneIn(4)) {
            ask(owner(job), 5_000, desk -> desk.again(owner(job), job));
        }
    }

    private static boolean isOffered(Fact.Ended over) {
        return over.why().flatMap(Homeward::remedy).isPresent();
    }

    private static boolean testsFailed(Fact.Ended over) {
        return over.build().flatMap(BuildResult::tests).isPresent();
    }

    /** Somebody does not wait until there is capacity. */
    private void impatient(long job) {
        Caller who = world.chance.oneIn(3) ? Setting.EVE : owner(job);
        boolean onDemand = world.chance.oneIn(2);
        world.timeline.after(world.chance.longTail(1_000, 10 * Timeline.MINUTE), () -> {
            Optional<Reply> reply = click(
                    onDemand ? "take on demand" : "try now",
                    desk -> onDemand ? desk.takeOnDemand(who, job) : desk.tryNow(who, job));
            if (reply.filter(Reply.OnDemand.class::isInstance).isPresent()) {
                world.struck(Fault.TOOK_ON_DEMAND);
            } else if (reply.filter(Reply.TryingNow.class::isInstance).isPresent()) {
                world.struck(Fault.TRIED_NOW);
            }
        });
    }

    void listSlots(Disk disk) {
        Caller caller = disk.index == 0 ? Setting.ANN : Setting.BEN;
        click("list slots", desk -> desk.handle(caller, new Command.Slots(Optional.empty())));
    }

    /** Buttons stay in the thread for ever: somebody presses one, whenever. */
    void clickLate(long job) {
        Chance chance = world.chance;
        Caller who = chance.oneIn(2) ? Setting.EVE : owner(job);
        int which = chance.below(8);
        planned++;
        world.timeline.after(world.untilCalm(chance.anyLength(1_000, 2 * Timeline.HOUR)), () -> {
            planned--;
            world.struck(Fault.CLICKED_LATE);
            click("late click " + which, desk -> switch (which) {
                case 0 -> desk.approve(who, job);
                case 1 -> desk.deny(who, job, "late");
                case 2 -> desk.handle(who, new Command.Cancel(Optional.of(job)));
                case 3 -> desk.resume(who, job);
                case 4 -> desk.stopHolders(who, job, Tree.ANN);
                case 5 -> desk.tryNow(who, job);
                case 6 -> desk.takeOnDemand(who, job);
                default -> desk.waitForHolders(who, job, Tree.ANN);
            });
        });
    }

    private void approval(long job, long expires) {
        Chance chance = world.chance;
        if (world.mixes(Fault.APPROVED_TOO_LATE)) {
            long late = chance.oneIn(2) ? chance.between(-2_000, 2_000) : chance.longTail(1_000, Timeline.HOUR);
            planned++;
            world.timeline.at(expires + late, () -> {
                planned--;
                approve(Setting.EVE, job);
            });
            return;
        }
        long delay = chance.longTail(1_000, 10 * Timeline.MINUTE);
        if (world.mixes(Fault.DENIED)) {
            world.timeline.after(delay, () -> click("deny", desk -> desk.deny(Setting.EVE, job, "")));
            return;
        }
        world.timeline.after(delay, () -> approveUntilHeard(job));
        if (world.mixes(Fault.APPROVED_TWICE)) {
            world.timeline.after(delay + chance.between(0, 1_000), () -> approve(Setting.MAX, job));
        }
    }

    private void approveUntilHeard(long job) {
        if (approve(Setting.EVE, job).isEmpty()) {
            world.timeline.after(20_000, () -> approveUntilHeard(job));
        }
    }

    private Optional<Reply> approve(Caller who, long job) {
        return click("approve", desk -> desk.approve(who, job));
    }

    /** Somebody looks what is wrong and mends it. Where nothing is wrong any more, the job must go on by itself. */
    private void mendLater(long number, int visits, int faults) {
        world.timeline.after(world.chance.between(3 * Timeline.MINUTE, 8 * Timeline.MINUTE), () -> {
            Job job = world.store.find(number).orElseThrow();
            if (job.state() != JobState.NEEDS_ATTENTION) {
                return;
            }
            boolean nothingNew = faults == world.faults;
            if (visits >= ENOUGH_VISITS && nothingNew && world.isCalm()) {
                throw new Violation("attention ends when its cause is gone", job.label() + " " + job.problem());
            }
            Optional<String> newHost = repairs.mend(job);
            if (newHost.isPresent()) {
                click("choose a new host", desk -> desk.chooseHost(owner(number), number, newHost.get()));
            } else if (!world.isCalm() && world.chance.oneIn(4)) {
                click("look again", desk -> desk.resume(owner(number), number));
            } else if (!world.isCalm() && world.chance.oneIn(4)) {
                click("walk home again", desk -> desk.walkHomeAgain(Setting.ANN, number));
            }
            mendLater(number, nothingNew ? visits + 1 : 0, world.faults);
        });
    }
}
