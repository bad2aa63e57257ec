package dev.freeway.api.tokens;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.chat.Document;
import dev.freeway.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * How many tokens a prompt will probably count: an estimate, where {@link
 * dev.freeway.core.chat.TokenBound} is a bound. Thread-safe.
 */
public final class Prompts {
    private static final String MESSAGES = "messages";
    private static final Set<String> TEXTS =
            Set.of(MESSAGES, "prompt", "suffix", "input", "prediction");
    private static final Set<String> TOOLS = Set.of("tools", "functions");
    private static final String SCHEMA = "response_format";

    /** What stands beside the words: a template has its own of it, or it is no text. */
    private static final Set<String> BESIDE =
            Set.of(
                    "role",
                    "type",
                    "id",
                    "tool_call_id",
                    "image_url",
                    "url",
                    "detail",
                    "data",
                    "format",
                    "file_data",
                    "file_id",
                    "filename");

    private static final JsonFactory JSON = new JsonFactory();

    private final Tokenizer tokenizer = new Tokenizer();

    /** Begins to read the vocabulary, beside whatever else starts. */
    public Prompts() {
        Thread.ofVirtual().start(() -> tokenizer.count(new char[] {'a'}, 0, 1));
    }

    /**
     * What a model of that name will probably count of a request, its pictures apart.
     *
     * @param model as the client named it
     * @param body in OpenAI's words
     */
    public long estimate(String model, Document body) {
        return count(model, body, length -> new Sample(tokenizer, length));
    }

    /** The same, but all of it is counted: tens of microseconds for each kilobyte. */
    public long count(String model, Document body) {
        return count(model, body, _ -> Sample.ofAll(tokenizer));
    }

    private long count(String model, Document body, IntFunction<Sample> samples) {
        double text = 0;
        double schemas = 0;
        int messages = 0;
        boolean tools = false;
        for (Document.Member member : body.members()) {
            if (TEXTS.contains(member.name())) {
                Sample sample = samples.apply(member.end() - member.start());
                int objects = words(body, member, sample);
                messages += member.name().equals(MESSAGES) ? objects : 0;
                text += sample.tokens();
            } else if (TOOLS.contains(member.name()) || member.name().equals(SCHEMA)) {
                Optional<String> schema = schema(body, member.name());
                tools |= schema.isPresent() && TOOLS.contains(member.name());
                schemas += schema.map(json -> tokens(json, samples)).orElse(0.0);
            }
        }
        return Family.of(model).tokens(new Family.Content(text, schemas, messages, tools));
    }

    /** As most templates write it: JSON, without spaces. */
    private static Optional<String> schema(Document body, String name) {
        return body.raw(name)
                .flatMap(Json::parse)
                .filter(node -> !node.isEmpty())
                .map(JsonNode::toString);
    }

    private static double tokens(String text, IntFunction<Sample> samples) {
        Sample sample = samples.apply(text.length());
        sample.add(text.toCharArray(), 0, text.length());
        return sample.tokens();
    }

    /** Adds the words of a value, unescaped; how many objects it is a list of. */
    private static int words(Document body, Document.Member member, Sample sample) {
        int objects = 0;
        int depth = 0;
        int length = member.end() - member.start();
        try (JsonParser json = JSON.createParser(body.bytes(), member.start(), length)) {
            for (JsonToken at = json.nextToken(); at != null; at = json.nextToken()) {
                objects += depth == 1 && at == JsonToken.START_OBJECT ? 1 : 0;
                depth += at.isStructStart() ? 1 : at.isStructEnd() ? -1 : 0;
                if (at == JsonToken.VALUE_STRING && isText(json)) {
                    int start = json.getTextOffset();
                    sample.add(json.getTextCharacters(), start, start + json.getTextLength());
                } else if (at == JsonToken.VALUE_NUMBER_INT && json.getParsingContext().inArray()) {
                    sample.token();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(member.name() + " has been read before", e);
        }
        return objects;
    }

    private static boolean isText(JsonParser json) throws IOException {
        String name = json.currentName();
        return name == null || !BESIDE.contains(name);
    }
}
