package dev.freeway.api.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.ChatWords;
import dev.freeway.api.Field;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Workers AI is asked for at the path of a model: text by {@code messages} or {@code prompt},
 * vectors by {@code text}, a picture by {@code prompt} where the model draws. Thread-safe.
 */
public final class RunTongue implements Tongue {
    private static final Pattern RUN = Pattern.compile("/client/v4/accounts/[^/]+/ai/run/(.+)");

    private static final List<String> NUMBERS =
            List.of("temperature", "top_p", "seed", "frequency_penalty", "presence_penalty");

    private final String model;
    private final Predicate<String> draws;

    private RunTongue(String model, Predicate<String> draws) {
        this.model = model;
        this.draws = draws;
    }

    /**
     * The tongue spoken at that path, if it runs a model.
     *
     * @param path as it came, encoded or not
     * @param draws which models make pictures of their prompts
     */
    public static Optional<Tongue> at(String path, Predicate<String> draws) {
        Matcher run = RUN.matcher(path);
        if (!run.matches()) {
            return Optional.empty();
        }
        try {
            String encoded = run.group(1).replace("+", "%2B");
            String model = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return Optional.of(new RunTongue(model, draws));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        Field asked = Field.of(body);
        ObjectNode wanted = Json.object().put("model", model);
        if (!asked.get("text").isAbsent()) {
            return embed(asked, wanted);
        }
        return asked.get("messages").isAbsent() && draws.test(model)
                ? draw(asked, wanted)
                : talk(asked, wanted);
    }

    private static Heard embed(Field asked, ObjectNode wanted) throws Refused {
        Field texts = asked.get("text");
        if (!texts.value().isArray()) {
            texts.text();
        } else if (texts.elements().isEmpty()) {
            throw texts.wrong("at least one text");
        }
        texts.into(wanted, "input");
        wanted.put("encoding_format", "float");
        return new Heard(Endpoint.EMBEDDINGS, Json.bytes(wanted), ResultVoice.VECTORS);
    }

    private static Heard draw(Field asked, ObjectNode wanted) throws Refused {
        wanted.put("prompt", asked.get("prompt").text()).put("response_format", "b64_json");
        asked.get("num_steps").count().into(wanted, "steps");
        asked.get("steps").count().into(wanted, "steps");
        asked.get("seed").number().into(wanted, "seed");
        Field width = asked.get("width").count();
        Field height = asked.get("height").count();
        if (!width.isAbsent() && !height.isAbsent()) {
            wanted.put("size", width.value().asInt() + "x" + height.value().asInt());
        }
        return new Heard(Endpoint.IMAGES, Json.bytes(wanted), ResultVoice.PICTURE);
    }

    private static Heard talk(Field asked, ObjectNode chat) throws Refused {
        messages(asked, chat);
        asked.get("max_tokens").count().into(chat, "max_tokens");
        for (String number : NUMBERS) {
            asked.get(number).number().into(chat, number);
        }
        tools(asked, chat);
        boolean json = format(asked.get("response_format").object(), chat);
        if (asked.get("stream").flag().isTrue()) {
            ChatWords.stream(chat);
        }
        return new Heard(Endpoint.CHAT, Json.bytes(chat), new ChatVoice(json));
    }

    private static void messages(Field asked, ObjectNode chat) throws Refused {
        for (String atAModel : List.of("raw", "lora")) {
            Field field = asked.get(atAModel);
            if (!field.isAbsent() && (!field.value().isBoolean() || field.isTrue())) {
                throw field.wrong("nothing: models are reached by chat only");
            }
        }
        Field messages = asked.get("messages");
        if (messages.isAbsent()) {
            ObjectNode only = chat.putArray("messages").addObject().put("role", "user");
            only.put("content", asked.get("prompt").text());
        } else if (messages.elements().isEmpty()) {
            throw messages.wrong("at least one message");
        } else {
            messages.into(chat, "messages");
        }
    }

    /** Functions may stand bare, or as OpenAI wraps them. */
    private static void tools(Field asked, ObjectNode chat) throws Refused {
        Field tools = asked.get("tools");
        if (tools.isAbsent() || tools.elements().isEmpty()) {
            return;
        }
        ArrayNode wrapped = chat.putArray("tools");
        for (Field tool : tools.elements()) {
            boolean bare = tool.object().get("function").isAbsent();
            wrapped.add(bare ? ChatWords.tool((ObjectNode) tool.value()) : tool.value());
        }
        asked.get("tool_choice").into(chat, "tool_choice");
    }

    /** A schema may stand bare too. Whether JSON is wanted. */
    private static boolean format(Field format, ObjectNode chat) throws Refused {
        if (format.isAbsent()) {
            return false;
        }
        Field schema = format.get("json_schema").object();
        if (schema.isAbsent() || !schema.get("schema").isAbsent()) {
            format.into(chat, "response_format");
        } else {
            ObjectNode named = Json.object().put("name", "response");
            schema.into(named, "schema");
            chat.set("response_format", ChatWords.jsonSchema(named));
        }
        return format.get("type").text().startsWith("json");
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return Envelope.of(problem);
    }
}
