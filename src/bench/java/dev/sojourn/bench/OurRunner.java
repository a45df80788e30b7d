package dev.sojourn.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Random;

/** The bot: one command in Slack for each trip. */
final class OurRunner implements Lane.Runner {

    private static final int BOOTS = 10;
    private static final double TRIES_SECONDS = 30;

    private final Ground ground;
    private final BotProgram bot;
    private final BotDatabase database;

    private OurRunner(Ground ground, BotProgram bot, BotDatabase database) {
        this.ground = ground;
        this.bot = bot;
        this.database = database;
    }

    /**
     * Starts the bot with the durations that users have.
     *
     * @param history whether ten boots of this image have been seen before, drawn like those of the race
     */
    static OurRunner start(Ground ground, String name, boolean history, long seed) throws Exception {
        BotProgram bot = BotProgram.start(ground, name, java.util.Map.of());
        BotDatabase database = new BotDatabase(bot.database());
        Random random = new Random(~seed);
        for (int n = 0; history && n < BOOTS; n++) {
            database.change(
                    "INSERT INTO boot_time (image, at, millis) VALUES ('ami-0a11feed00000001', ?, ?)",
                    System.currentTimeMillis() - 3_600_000L * (n + 1),
                    10_000L + random.nextInt(30_001));
        }
        // Scripts are loaded before the first trip; so is this.
        ground.type(Ground.BEN, "main --dry-run");
        return new OurRunner(ground, bot, database);
    }

    BotDatabase database() {
        return database;
    }

    @Override
    public void trip(int round) throws Exception {
        JsonNode said = ground.type(Ground.BEN, "main");
        if (!Program.within(TRIES_SECONDS, () -> database.number("SELECT COUNT(*) FROM job") >= round)) {
            throw new IOException("the bot took no job: " + said);
        }
        if (!Program.within(
                Lane.PATIENCE_SECONDS, () -> database.number("SELECT COUNT(*) FROM job WHERE ended_at IS NULL") == 0)) {
            throw new IOException("job " + round + " does not end");
        }
    }

    @Override
    public void close() {
        bot.close();
    }
}
