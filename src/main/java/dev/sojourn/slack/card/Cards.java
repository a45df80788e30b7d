package dev.sojourn.slack.card;

import dev.sojourn.job.Job;
import dev.sojourn.job.PageLinks;
import dev.sojourn.slack.card.Bookmark.CardPlace;
import dev.sojourn.slack.words.Snapshot;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import dev.sojourn.slack.workspace.Workspace.Address;
import dev.sojourn.slack.workspace.Workspace.Mark;
import dev.sojourn.slack.workspace.Workspace.Posted;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cards: one per job, edited in place, at most so often and only when a reader would see a difference. */
public final class Cards {

    /** Slack's clock and ours may differ by this much when a message is looked for. */
    public static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

    private final Workspace workspace;
    private final InstantSource clock;
    private final Duration every;
    private final LinkNote links;
    private final PageLinks pages;
    private final Looks looks;
    private final Map<Long, Shown> shown = new ConcurrentHashMap<>();

    public Cards(Workspace workspace, InstantSource clock, Duration every) {
        this(workspace, clock, every, PageLinks.NONE);
    }

    public Cards(Workspace workspace, InstantSource clock, Duration every, PageLinks pages) {
        this(workspace, clock, every, pages, Looks.plain());
    }

    public Cards(Workspace workspace, InstantSource clock, Duration every, PageLinks pages, Looks looks) {
        this.looks = looks;
        this.pages = pages;
        this.workspace = workspace;
        this.clock = clock;
        this.every = every;
        this.links = new LinkNote(workspace, clock);
    }

    /**
     * The card's place; posts it where there is none.
     *
     * @param perhapsThere an earlier try may have posted it: look before posting
     */
    public CardPlace ensure(Snapshot view, Bookmark bookmark, boolean perhapsThere) throws SlackFault {
        Optional<CardPlace> known = bookmark.card();
        return known.isPresent() ? known.get() : place(view, bookmark, perhapsThere, Optional.empty());
    }

    /**
     * Brings the card up to date.
     *
     * @return how long to wait before it may be edited again, where it must be; empty: it shows what is
     */
    public Optional<Duration> refresh(Snapshot view, Bookmark bookmark) throws SlackFault {
        Optional<CardPlace> place = bookmark.card();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Card card = drawn(view, now, Optional.empty());
        Shown last = shown.get(view.job().number());
        if (last != null && last.card().looksLike(card)) {
            return Optional.empty();
        }
        if (last != null && now.isBefore(last.at().plus(pause()))) {
            return Optional.of(Duration.between(now, last.at().plus(pause())));
        }
        try {
            shown.put(view.job().number(), new Shown(edit(place.get(), card, view, now), now));
        } catch (SlackFault.Refused refused) {
            if (refused.isNotLetIn()) {
                throw refused;
            }
            if (refused.isGone()) {
                replace(view, bookmark);
            } else {
                LOG.error("The card of job {} cannot be edited: {}", view.job().number(), refused.getMessage());
                shown.put(view.job().number(), new Shown(card, now));
            }
        }
        return Optional.empty();
    }

    /** Posts a new card for one that is gone, with a link to what is left of it. */
    public CardPlace replace(Snapshot view, Bookmark bookmark) throws SlackFault {
        CardPlace gone = bookmark.card().orElseThrow();
        LOG.warn(
                "The card of job {} is gone from {}; posting it anew",
                view.job().number(),
                gone.channel());
        return place(view, bookmark, true, Optional.of(link(gone)));
    }

    /** Notes the card's address, if Slack tells it. */
    public void noteLink(long job, Bookmark bookmark) {
        links.note(job, bookmark);
    }

    /** Forgets what a card looked like: its job has ended and been told. */
    public void forget(long job) {
        shown.remove(job);
    }

    private CardPlace place(Snapshot view, Bookmark bookmark, boolean perhapsThere, Optional<String> replaced)
            throws SlackFault {
        Job job = view.job();
        String channel = job.request().channel();
        Instant now = clock.instant();
        Card card = drawn(view, now, replaced);
        Optional<CardPlace> found = perhapsThere ? find(job, channel, bookmark) : Optional.empty();
        CardPlace place =
                found.isPresent() ? found.get() : new CardPlace(channel, post(channel, card, view, now, replaced));
        bookmark.placeCard(place);
        if (found.isEmpty()) {
            shown.put(job.number(), new Shown(card, now));
        }
        return place;
    }

    private Card drawn(Snapshot view, Instant now, Optional<String> replaced) {
        Card card = Card.of(view, now, replaced, page(view, now));
        return looks.mayHavePlans() ? card.withPlan(view) : card;
    }

    /** Where a plan is not taken, the same without one; from then on all cards are. */
    private String post(String channel, Card card, Snapshot view, Instant now, Optional<String> replaced)
            throws SlackFault {
        Address to = Address.channel(channel);
        if (looks.mayHavePlans()) {
            try {
                String ts = workspace.post(to, card.content(), mark(view.job()));
                looks.found(true);
                return ts;
            } catch (SlackFault.Refused refused) {
                refuse(refused);
            }
        }
        return Forms.post(workspace, to, drawn(view, now, replaced).content(), mark(view.job()));
    }

    /** Answers what is shown now. */
    private Card edit(CardPlace place, Card card, Snapshot view, Instant now) throws SlackFault {
        if (looks.mayHavePlans()) {
            try {
                workspace.update(place.channel(), place.ts(), card.content(), mark(view.job()));
                return card;
            } catch (SlackFault.Refused refused) {
                refuse(refused);
            }
        }
        Card plain = drawn(view, now, Optional.empty());
        Forms.update(workspace, place, plain.content(), mark(view.job()));
        return plain;
    }

    private void refuse(SlackFault.Refused refused) throws SlackFault.Refused {
        if (!refused.isAboutForm()) {
            throw refused;
        }
        LOG.info("Cards have sections in place of a plan from now on: Slack says {}", refused.code());
        looks.found(false);
    }

    private Optional<URI> page(Snapshot view, Instant now) {
        return pages.toJob(view.job().number(), now);
    }

    private Optional<CardPlace> find(Job job, String channel, Bookmark bookmark) throws SlackFault {
        String gone = bookmark.card().map(CardPlace::ts).orElse("");
        return workspace.messages(channel, job.createdAt().minus(CLOCKS_APART)).stream()
                .filter(posted -> posted.mark().equals(Optional.of(mark(job)))
                        && !posted.ts().equals(gone))
                .map(Posted::ts)
                .findFirst()
                .map(ts -> new CardPlace(channel, ts));
    }

    private String link(CardPlace gone) throws SlackFault {
        try {
            return workspace.link(gone.channel(), gone.ts()).orElse("");
        } catch (SlackFault.Refused nothingLeft) {
            LOG.debug("No link to the card that is gone: {}", nothingLeft.code());
            return "";
        }
    }

    /** Many live cards share one allowance of about 50 edits a minute. */
    private Duration pause() {
        Duration shared = Duration.ofMillis(1300L * shown.size());
        return shared.compareTo(every) > 0 && !every.isZero() ? shared : every;
    }

    private static Mark mark(Job job) {
        return Mark.card(job.number());
    }

    private record Shown(Card card, Instant at) {}
}
