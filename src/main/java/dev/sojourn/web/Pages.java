package dev.sojourn.web;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The templates under {@code templates/}. Every value is escaped; there is no way around it. A name that a template uses and a view
 * does not have is an error, not an empty space.
 */
final class Pages {

    private static final String HTML = "text/html";

    private final Engine engine;
    private final String installation;
    private final Assets assets;

    Pages(String installation, Assets assets) {
        this.installation = installation;
        this.assets = assets;
        this.engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .addLocator(Pages::locate)
                .strictRendering(true)
                .timeout(10_000)
                .build();
    }

    /** A page, or a part of one, with its view. */
    String render(String template, String page, Object view) {
        return render(template, page, Map.of("view", view));
    }

    String render(String template, String page, Map<String, Object> data) {
        Template found = engine.getTemplate(template);
        if (found == null) {
            throw new IllegalStateException("The template " + template + " is missing from the build");
        }
        TemplateInstance instance = found.instance()
                .data("page", page)
                .data("installation", installation)
                .data("assets", assets.names());
        data.forEach(instance::data);
        return instance.render();
    }

    private static Optional<TemplateLocation> locate(String id) {
        String path = "/templates/" + id + ".html";
        try (InputStream in = Pages.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Located(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot read " + path, broken);
        }
    }

    private record Located(String text) implements TemplateLocation {

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(HTML));
        }
    }
}
