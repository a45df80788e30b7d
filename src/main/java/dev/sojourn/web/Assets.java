package dev.sojourn.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Style sheet, scripts and icon: files of ours, named by their digest, so that a browser may keep them for ever. */
final class Assets {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final Map<String, Asset> byName = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    Assets() {
        add("css", "/web/sojourn.css", "css", "text/css; charset=utf-8");
        add("js", "/web/sojourn.js", "js", "text/javascript; charset=utf-8");
        add("icon", "/web/sojourn.svg", "svg", "image/svg+xml");
        add("charts", "/web/charts.js", "js", "text/javascript; charset=utf-8");
        add("uplot", UPLOT + "uPlot.iife.min.js", "js", "text/javascript; charset=utf-8");
        add("uplotCss", UPLOT + "uPlot.min.css", "css", "text/css; charset=utf-8");
    }

    /** A file with its type. */
    record Asset(byte[] bytes, String type) {}

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Names in addresses, by what templates call them. */
    Map<String, String> names() {
        return names;
    }

    private void add(String key, String path, String suffix, String type) {
        byte[] bytes = read(path);
        String name = key + "-" + digest(bytes) + "." + suffix;
        byName.put(name, new Asset(bytes, type));
        names.put(key, name);
    }

    private static byte[] read(String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The file " + path + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + path, broken);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", missing);
        }
    }
}
