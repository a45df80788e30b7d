package dev.sojourn.handoff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scripts under {@code guest/}, made ready to send. Every value travels as base64 data: it is never part of a script's text,
 * so neither a shell nor SSM's own {@code parameter} interpolation ever reads it.
 */
final class GuestScripts {

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** The full text for one run: the values, the common part, the script. */
    String compose(String file, Map<String, String> values) {
        StringBuilder text = new StringBuilder("#!/usr/bin/env bash\n");
        new TreeMap<>(values).forEach((name, value) -> text.append("export SOJOURN_")
                .append(name)
                .append("_B64='")
                .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .append("'\n"));
        return text.append(text("common")).append('\n').append(text(file)).toString();
    }

    private String text(String file) {
        return texts.computeIfAbsent(file, GuestScripts::read);
    }

    private static String read(String file) {
        String path = "/guest/" + file + ".sh";
        try (InputStream in = GuestScripts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The guest script " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + path, broken);
        }
    }
}
