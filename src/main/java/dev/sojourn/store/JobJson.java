package dev.sojourn.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sojourn.job.Fact;
import dev.sojourn.job.Job;
import dev.sojourn.plan.Recipe;

/** Jobs and facts as JSON text. Only record components are written: questions such as {@code isOver()} are not state. */
final class JobJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // A row written by a newer version may hold more than this one knows.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    static {
        // Jackson 2 does not look at `permits` by itself.
        MAPPER.registerSubtypes(Fact.class.getPermittedSubclasses());
        MAPPER.registerSubtypes(Recipe.class.getPermittedSubclasses());
    }

    private JobJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Cannot write " + value.getClass().getSimpleName() + " as JSON", broken);
        }
    }

    /** Also one that an earlier version wrote. */
    static Job readJob(String text) {
        try {
            return EarlierRow.isOne(text)
                    ? MAPPER.treeToValue(EarlierRow.renewed((ObjectNode) MAPPER.readTree(text)), Job.class)
                    : MAPPER.readValue(text, Job.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Cannot read a job from the database", broken);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Cannot read a " + type.getSimpleName() + " from the database", broken);
        }
    }
}
