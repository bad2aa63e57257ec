package dev.freeway.api.recordings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Intake;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.core.audio.Recording;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import dev.freeway.wire.Multipart;
import dev.freeway.wire.Multipart.Part;
import java.util.Set;

/**
 * What a form asks for. Only fields that are known here are passed on: another could name a
 * recording elsewhere, of which nobody knows how long it is.
 */
record RecordingForm(Multipart form, Endpoint endpoint) {
    private static final String FILE = "file";
    private static final String MODEL = "model";
    private static final String PROMPT = "prompt";
    private static final String LANGUAGE = "language";
    private static final String FORMAT = "response_format";
    private static final String TEMPERATURE = "temperature";
    private static final String STREAM = "stream";
    private static final String TIMES = "timestamp_granularities";
    private static final Set<String> TIMED = Set.of("word", "segment");
    private static final double TEMPERATURE_MAX = 1;
    private static final String RANGE = "a number from 0 to 1";
    private static final int SHOWN_MAX = 80;

    Recording recording() throws Refused {
        Part file = form.part(FILE).orElseThrow(() -> missing(FILE, "a recording"));
        require(!file.file().isEmpty(), FILE, "a field", "a file with its name");
        require(file.bytes().length > 0, FILE, "empty", "a recording");
        if (file.bytes().length > Intake.RECORDING.bytesMax()) {
            throw new Refused(
                    Problem.of(
                            413,
                            Problem.INVALID,
                            "recording_too_large",
                            Intake.RECORDING.tooLarge()));
        }
        return new Recording(file.file(), file.bytes());
    }

    TranscriptVoice voice() throws Refused {
        String format = form.part(FORMAT).map(Part::text).orElse("json");
        return TranscriptVoice.of(format)
                .orElseThrow(() -> wrong(FORMAT, format, "one of " + TranscriptVoice.formats()));
    }

    /** Its fields, the format of the answer apart: that is the voice's. */
    ObjectNode fields() throws Refused {
        ObjectNode fields = Json.object();
        for (Part part : form.parts()) {
            add(fields, part);
        }
        if (!fields.has(MODEL)) {
            throw missing(MODEL, "a model's name");
        }
        require(
                !fields.has(TIMES) || voice() == TranscriptVoice.VERBOSE_JSON,
                TIMES,
                "set",
                "response_format verbose_json beside it");
        return fields;
    }

    private void add(ObjectNode fields, Part part) throws Refused {
        String text = part.text();
        boolean transcribes = endpoint == Endpoint.TRANSCRIPTIONS;
        switch (part.name()) {
            case FILE, FORMAT -> {}
            case MODEL, PROMPT -> fields.put(part.name(), text);
            case TEMPERATURE -> fields.put(TEMPERATURE, temperature(text));
            case STREAM ->
                    require(text.equals("false"), STREAM, text, "false: it comes in one piece");
            case LANGUAGE -> {
                require(transcribes, LANGUAGE, text, "none: translations are English");
                fields.put(LANGUAGE, text);
            }
            case TIMES, TIMES + "[]" -> {
                require(transcribes && TIMED.contains(text), TIMES, text, "word or segment");
                fields.withArray(TIMES).add(text);
            }
            default -> throw wrong(part.name(), "unknown", "a field of transcriptions");
        }
    }

    private static double temperature(String text) throws Refused {
        try {
            double temperature = Double.parseDouble(text);
            require(temperature >= 0 && temperature <= TEMPERATURE_MAX, TEMPERATURE, text, RANGE);
            return temperature;
        } catch (NumberFormatException e) {
            throw wrong(TEMPERATURE, text, RANGE);
        }
    }

    private static void require(boolean holds, String name, String found, String expected)
            throws Refused {
        if (!holds) {
            throw wrong(name, found, expected);
        }
    }

    private static Refused missing(String name, String expected) {
        return wrong(name, "missing", expected);
    }

    private static Refused wrong(String name, String found, String expected) {
        String shown = found.substring(0, Math.min(SHOWN_MAX, found.length()));
        return new Refused(
                Problem.invalid(name, "'%s': %s (expected: %s)".formatted(name, shown, expected)));
    }
}
