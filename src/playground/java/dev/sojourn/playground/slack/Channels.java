package dev.sojourn.playground.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels, and the direct messages that someone has opened. */
final class Channels {
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final ObjectMapper json;
    private final Journal journal;

    Channels(Path folder, ObjectMapper json) {
        this.json = json;
        this.journal = new Journal(folder.resolve("slack-channels.jsonl"), json);
        add(new Channel("C0000COMPILE", "compilers", true, null));
        add(new Channel("C0000GENERAL", "general", true, null));
        add(new Channel("C00000NOBOTS", "no-bots", false, null));
    }

    synchronized void open() throws IOException {
        for (Map.Entry<String, ObjectNode> saved : journal.open().entrySet()) {
            String person = saved.getValue().path("person").asText();
            add(new Channel(
                    saved.getKey(),
                    saved.getValue().path("name").asText(),
                    saved.getValue().path("has_bot").asBoolean(),
                    Person.byId(person).orElse(null)));
        }
    }

    void close() throws IOException {
        journal.close();
    }

    synchronized Optional<Channel> find(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** The public channels. */
    synchronized List<Channel> listed() {
        return channels.values().stream().filter(channel -> !channel.isDirect()).toList();
    }

    /** The person's conversation with the bot; opened where it was not. */
    synchronized Channel direct(Person person) {
        Channel opened = channels.get(directId(person));
        return opened == null ? keep(new Channel(directId(person), "directmessage", true, person)) : opened;
    }

    synchronized boolean isOpen(Person person) {
        return channels.containsKey(directId(person));
    }

    /** The bot becomes a member. */
    synchronized Channel invite(Channel channel) {
        return keep(new Channel(channel.id(), channel.name(), true, channel.person()));
    }

    /** The id of the person's conversation with the bot, opened or not. */
    static String directId(Person person) {
        return "D" + person.id().substring(1);
    }

    private Channel keep(Channel channel) {
        add(channel);
        ObjectNode saved = json.createObjectNode().put("name", channel.name()).put("has_bot", channel.hasBot());
        if (channel.person() != null) {
            saved.put("person", channel.person().id());
        }
        journal.put(channel.id(), saved);
        return channel;
    }

    private void add(Channel channel) {
        channels.put(channel.id(), channel);
    }
}
