package dev.sojourn.simulator;

import dev.sojourn.cloud.CloudAnswer;
import dev.sojourn.cloud.Refusal;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Between a bot and the cloud: where requests and responses are lost, come late or twice, and where the bot is killed. */
final class Wire {

    private final World world;
    private final Bot bot;

    Wire(World world, Bot bot) {
        this.world = world;
        this.bot = bot;
    }

    /** A call that changes something. */
    <T> CloudAnswer<T> ask(String what, Supplier<CloudAnswer<T>> effect) {
        Fault fault = world.isCalm() ? null : world.mix.onAsking();
        if (world.journal.on()) {
            world.journal.say("%s asks to %s", bot, what);
        }
        if (fault == null) {
            return heard(effect.get());
        }
        world.struck(fault);
        switch (fault) {
            case ERROR -> {
                return Attachments.refused(Refusal.OTHER, "InternalError");
            }
            case THROTTLED -> {
                return Attachments.refused(Refusal.THROTTLED, "RequestLimitExceeded");
            }
            case REQUEST_LOST -> {
                return new CloudAnswer.Unclear<>("no answer");
            }
            case RESPONSE_LOST -> {
                effect.get();
                return new CloudAnswer.Unclear<>("no answer");
            }
            case LATE_EFFECT -> {
                later(what, effect);
                return new CloudAnswer.Unclear<>("no answer");
            }
            case DUPLICATE_EFFECT -> {
                later(what, effect);
                return effect.get();
            }
            case SLOW_CALL -> {
                if (world.chance.oneIn(2)) {
                    takeTime(false);
                    return heard(effect.get());
                }
                CloudAnswer<T> answer = effect.get();
                takeTime(false);
                return answer;
            }
            case PAUSE -> {
                takeTime(true);
                return heard(effect.get());
            }
            case CRASH_BEFORE_EFFECT -> throw Crash.NOW;
            case CRASH_AFTER_EFFECT -> {
                effect.get();
                throw Crash.NOW;
            }
            default -> throw new IllegalStateException("unreachable: " + fault);
        }
    }

    private <T> CloudAnswer<T> heard(CloudAnswer<T> answer) {
        if (world.journal.on() && answer instanceof CloudAnswer.Refused<T> refused) {
            world.journal.say("  refused: %s", refused.code());
        }
        return answer;
    }

    private <T> void later(String what, Supplier<CloudAnswer<T>> effect) {
        world.late++;
        long delay = world.mix.manyJobs
                ? world.chance.between(2 * Timeline.MINUTE, 30 * Timeline.MINUTE)
                : world.chance.anyLength(1_000, 30 * Timeline.MINUTE);
        world.timeline.after(world.untilCalm(delay), () -> {
            world.late--;
            world.journal.say("a late request lands: %s", what);
            effect.get();
        });
    }

    /** A call that only looks; the view is as of a time, which may lie some seconds back. */
    <T> CloudAnswer<T> look(LongFunction<T> view) {
        long now = world.timeline.now();
        Fault fault = world.isCalm() ? null : world.mix.onLooking();
        if (fault == null) {
            return CloudAnswer.accepted(view.apply(now));
        }
        world.struck(fault);
        switch (fault) {
            case READ_FAILS -> {
                return new CloudAnswer.Unclear<>("no answer");
            }
            case STALE_READ -> {
                return CloudAnswer.accepted(view.apply(now - world.chance.longTail(1_000, 15_000)));
            }
            case SLOW_CALL -> {
                T seen = view.apply(now);
                takeTime(false);
                return CloudAnswer.accepted(seen);
            }
            case PAUSE -> {
                T seen = view.apply(now);
                takeTime(true);
                return CloudAnswer.accepted(seen);
            }
            default -> throw new IllegalStateException("unreachable: " + fault);
        }
    }

    /** The world goes on while the bot waits for an answer, or while its whole process stands still. */
    private void takeTime(boolean wholeProcess) {
        if (bot.depth > 0) {
            return;
        }
        int life = bot.life;
        bot.depth++;
        bot.paused |= wholeProcess;
        try {
            world.timeline.pass(
                    world.untilCalm(world.chance.longTail(500, wholeProcess ? 5 * Timeline.MINUTE : 20_000)));
        } finally {
            bot.depth--;
            if (wholeProcess) {
                bot.paused = false;
                world.changed();
            }
        }
        if (bot.life != life) {
            throw Crash.NOW;
        }
    }
}
