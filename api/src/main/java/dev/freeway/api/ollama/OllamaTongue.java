package dev.freeway.api.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** What Ollama is asked for at one of its paths. Thread-safe. */
public final class OllamaTongue implements Tongue {
    private static final String LATEST = ":latest";

    private final Request request;
    private final InstantSource clock;

    /** What is asked for, by its path. */
    private enum Request {
        CHAT("/api/chat"),
        GENERATE("/api/generate"),
        EMBED("/api/embed"),
        EMBEDDINGS("/api/embeddings");

        private final String path;

        Request(String path) {
            this.path = path;
        }
    }

    private OllamaTongue(Request request, InstantSource clock) {
        this.request = request;
        this.clock = clock;
    }

    /**
     * The tongue spoken at that path, if answers are given there.
     *
     * @param clock by which answers say how long they took
     */
    public static Optional<Tongue> at(String path, InstantSource clock) {
        return Arrays.stream(Request.values())
                .filter(request -> request.path.equals(path))
                .findFirst()
                .map(request -> new OllamaTongue(request, clock));
    }

    /** In which problems are told where no answers are given. */
    public static Tongue plain(InstantSource clock) {
        return new OllamaTongue(Request.CHAT, clock);
    }

    /** The model's name: a tag that says no more than 'the latest' is none. */
    static String model(Field name) throws Refused {
        String text = name.text();
        return text.endsWith(LATEST) ? text.substring(0, text.length() - LATEST.length()) : text;
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        Field asked = Field.of(body);
        String model = model(asked.get("model"));
        Watch watch = new Watch(clock, model);
        return switch (request) {
            case CHAT -> talk(asked, Turns.messages(asked), new SpeechVoice(watch, true));
            case GENERATE -> talk(asked, Turns.prompted(asked), new SpeechVoice(watch, false));
            case EMBED -> embed(asked, "input", new EmbedVoice(watch, true));
            case EMBEDDINGS -> embed(asked, "prompt", new EmbedVoice(watch, false));
        };
    }

    private static Heard talk(Field asked, JsonNode messages, SpeechVoice voice) throws Refused {
        ObjectNode chat = Json.object().put("model", model(asked.get("model")));
        chat.set("messages", messages);
        Field tools = asked.get("tools");
        if (!tools.isAbsent() && !tools.elements().isEmpty()) {
            tools.into(chat, "tools");
        }
        Settings.write(asked, chat);
        Field stream = asked.get("stream").flag();
        if (stream.isAbsent() || stream.isTrue()) {
            ChatWords.stream(chat);
        }
        return new Heard(Endpoint.CHAT, Json.bytes(chat), voice);
    }

    private static Heard embed(Field asked, String input, EmbedVoice voice) throws Refused {
        ObjectNode wanted = Json.object().put("model", model(asked.get("model")));
        Field texts = asked.get(input);
        if (!texts.value().isArray()) {
            texts.text();
        } else if (texts.elements().isEmpty()) {
            throw texts.wrong("at least one text");
        }
        texts.into(wanted, "input");
        asked.get("dimensions").count().into(wanted, "dimensions");
        wanted.put("encoding_format", "float");
        return new Heard(Endpoint.EMBEDDINGS, Json.bytes(wanted), voice);
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return Json.object().put("error", problem.message());
    }
}
