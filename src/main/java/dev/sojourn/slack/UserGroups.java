package dev.sojourn.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.response.usergroups.users.UsergroupsUsersListResponse;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.SlackSettings;
import dev.sojourn.slack.workspace.Threads;
import dev.sojourn.slack.workspace.WebApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the user groups that the configuration names. Asked every few minutes and kept, so that a right is looked up at once.
 * What was told last holds for an hour in which Slack tells nothing; after that a group has nobody in it.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/usergroups.users.list">usergroups.users.list</a>
 */
public final class UserGroups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UserGroups.class);
    private static final Duration EVERY = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SOON_AT_MOST = 3;
    private static final Duration HOLDS = Duration.ofHours(1);

    private final Set<String> groups;
    private final Source source;
    private final InstantSource clock;
    private final AutoCloseable end;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(Threads.named("slack-groups"));

    /** How often in a row not every group was told; of the one thread that asks. */
    private int failures;

    UserGroups(Set<String> groups, Source source, InstantSource clock, AutoCloseable end) {
        this.groups = Set.copyOf(groups);
        this.source = source;
        this.clock = clock;
        this.end = end;
    }

    /** Of a workspace; reaches for nothing before {@link #start}. */
    public static UserGroups of(Set<String> groups, SlackSettings settings, InstantSource clock) {
        SlackConfig config = SlackBot.config(settings);
        Slack slack = Slack.getInstance(config, SlackBot.client(config));
        WebApi api = new WebApi(slack.methods(settings.botToken()), clock);
        Source source = group -> {
            UsergroupsUsersListResponse answer = api.call(
                    "usergroups.users.list",
                    methods -> methods.usergroupsUsersList(request -> request.usergroup(group)));
            return Set.copyOf(answer.getUsers());
        };
        return new UserGroups(groups, source, clock, () -> {
            config.close();
            slack.close();
        });
    }

    /** Who tells. */
    interface Source {
        Set<String> members(String group) throws SlackFault;
    }

    /** Asks at once, and goes on asking; where no group is named, nothing is asked. */
    public void start() {
        if (!groups.isEmpty()) {
            asking.execute(this::ask);
        }
    }

    private void ask() {
        failures = refresh() ? 0 : failures + 1;
        // A Slack that is away for a moment is asked again soon, a group that there is not, like all others.
        Duration pause = failures == 0 || failures > SOON_AT_MOST ? EVERY : SOON;
        if (!asking.isShutdown()) {
            asking.schedule(this::ask, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Asks for every group once; whether all were told. */
    boolean refresh() {
        boolean all = true;
        for (String group : groups) {
            try {
                told.put(group, new Told(source.members(group), clock.instant()));
            } catch (SlackFault | RuntimeException fault) {
                all = false;
                LOG.warn("Who is in the user group {} is not told: {}", group, fault.getMessage());
            }
        }
        return all;
    }

    /** User ids; none where it is not known, or was told too long ago. */
    public Set<String> members(String group) {
        Told last = told.get(group);
        return last == null || clock.instant().isAfter(last.at().plus(HOLDS)) ? Set.of() : last.users();
    }

    @Override
    public void close() {
        asking.shutdownNow();
        try {
            end.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.debug("The connection for user groups did not end cleanly", failed);
        }
    }

    private record Told(Set<String> users, Instant at) {}
}
