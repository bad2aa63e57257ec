package dev.freeway.api.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.CountingTongue;
import dev.freeway.api.Field;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One verb of Google's API, on the model that its path names. Immutable. */
public final class GeminiTongue implements CountingTongue {
    /** Under which all is Google's; of {@code /v1/} only the verbs are. */
    public static final String ROOT = "/v1beta/";

    private static final Pattern SSE = Pattern.compile("(?:^|&)(?:\\$|%24)?alt=sse(?:&|$)");

    private final String model;
    private final Verb verb;

    private GeminiTongue(String model, Verb verb) {
        this.model = model;
        this.verb = verb;
    }

    /**
     * The tongue spoken at that path, if it names a verb.
     *
     * @param path as it came, encoded or not
     */
    public static Optional<GeminiTongue> at(String path) {
        for (String models : List.of(ROOT + "models/", "/v1/models/")) {
            if (path.startsWith(models)) {
                return ofModel(path.substring(models.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<GeminiTongue> ofModel(String encoded) {
        String text;
        try {
            text = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = text.lastIndexOf(':');
        return colon <= 0
                ? Optional.empty()
                : Verb.of(text.substring(colon + 1))
                        .map(verb -> new GeminiTongue(text.substring(0, colon), verb));
    }

    /** In which problems are told where nothing is generated. */
    public static GeminiTongue plain() {
        return new GeminiTongue("", Verb.GENERATE);
    }

    @Override
    public boolean counts(String path) {
        return verb == Verb.COUNT;
    }

    @Override
    public JsonNode counted(long inputTokens) {
        return Json.object().put("totalTokens", inputTokens);
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        Field asked = Field.of(body);
        return switch (verb) {
            case GENERATE, STREAM -> generate(asked, target);
            case COUNT -> generate(counted(asked), target);
            case EMBED, EMBED_EACH ->
                    new Heard(
                            Endpoint.EMBEDDINGS,
                            Json.bytes(EmbedRequest.of(model, asked, verb == Verb.EMBED_EACH)),
                            new EmbedVoice(verb == Verb.EMBED_EACH));
        };
    }

    /** What is to be counted comes alone, or within the request that would be sent. */
    private static Field counted(Field asked) throws Refused {
        Field whole = Names.get(asked, "generateContentRequest").object();
        return whole.isAbsent() ? asked : whole;
    }

    private Heard generate(Field asked, Target target) throws Refused {
        ObjectNode chat = Json.object().put("model", model);
        chat.set("messages", Contents.messages(asked));
        Tools.write(asked, chat);
        Generation generation = new Generation(Names.get(asked, "generationConfig").object());
        generation.write(chat);
        refuseCached(Names.get(asked, "cachedContent"));
        if (verb == Verb.STREAM) {
            ChatWords.stream(chat);
        }
        Framing framing =
                SSE.matcher(target.query()).find() ? new Framing.Events() : new Framing.Elements();
        GenerateVoice voice = new GenerateVoice(framing, generation.showsThoughts());
        return new Heard(Endpoint.CHAT, Json.bytes(chat), voice);
    }

    private static void refuseCached(Field cached) throws Refused {
        if (!cached.isAbsent()) {
            throw cached.wrong("the content itself: nothing is cached here by name");
        }
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return RpcError.of(problem);
    }
}
