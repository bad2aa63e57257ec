package dev.freeway.members;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;

/** Entries as JSON, and back. Thread-safe. */
final class Documents {
    private static final String NEVER = "never";
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new Write())
                                    .addDeserializer(Instant.class, new Read()))
                    .withConfigOverride(String.class, Documents::olderHasNone)
                    .build();

    private Documents() {}

    /** What was kept before there was such a field has nothing in it. */
    private static void olderHasNone(MutableConfigOverride of) {
        of.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    static String write(Entry entry) {
        try {
            return MAPPER.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(entry.id() + " cannot be written", e);
        }
    }

    /** The entry in that document, whose kind is known here. */
    static Entry read(Kind kind, Document document) {
        try {
            return MAPPER.readValue(document.body(), kind.type());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    document.kind() + " " + document.id() + " cannot be read", e);
        }
    }

    private static final class Write extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        Write() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator to, SerializerProvider by)
                throws IOException {
            to.writeString(at.equals(Instant.MAX) ? NEVER : at.toString());
        }
    }

    private static final class Read extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        Read() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser from, DeserializationContext by) throws IOException {
            String text = from.getText();
            return text.equals(NEVER) ? Instant.MAX : Instant.parse(text);
        }
    }
}
