package dev.sojourn.slack.card;

import dev.sojourn.slack.workspace.Pauses;
import dev.sojourn.slack.workspace.SlackFault;
import dev.sojourn.slack.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Slack once for a card's address. Nothing waits for it: where there is none yet it is asked again later. */
final class LinkNote {

    private static final Logger LOG = LoggerFactory.getLogger(LinkNote.class);

    private final Workspace workspace;
    private final Pauses pauses;

    LinkNote(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.pauses = new Pauses(clock, Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    void note(long job, Bookmark bookmark) {
        if (bookmark.card().isEmpty() || bookmark.remembered(CardLinks.LINK).isPresent() || pauses.isPausing(job)) {
            return;
        }
        Bookmark.CardPlace card = bookmark.card().get();
        try {
            Optional<String> link = workspace.link(card.channel(), card.ts());
            link.ifPresent(address -> bookmark.remember(CardLinks.LINK, address));
            pauses.end(job);
        } catch (SlackFault fault) {
            pauses.grow(job);
            LOG.info("The card of job {} has no address yet: {}", job, fault.getMessage());
        }
    }
}
