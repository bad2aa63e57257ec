package dev.freeway.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import dev.freeway.wire.SseParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers as OpenAI's wire has them, and what a voice makes of them. */
public final class Recorded {
    /** Words, and a call. */
    public static final String WHOLE =
            """
            {"id":"chatcmpl-7","object":"chat.completion","created":1795000000,"model":"talker",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Let me see.",
               "refusal":null,"reasoning_content":"Hm.","tool_calls":[{"id":"call_1",
               "type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Ulm\\"}"}}]},
               "logprobs":null,"finish_reason":"tool_calls"}],
             "usage":{"prompt_tokens":20,"completion_tokens":9,"total_tokens":29,
               "prompt_tokens_details":{"cached_tokens":4}}}\
            """;

    /** The same in pieces; the second call's come among the first's. */
    public static final List<String> STREAM =
            List.of(
                    delta("{\"role\":\"assistant\",\"reasoning_content\":\"Hm.\"}"),
                    delta("{\"content\":\"Let me \"}"),
                    delta("{\"content\":\"see.\"}"),
                    delta(
                            "{\"tool_calls\":["
                                    + call(0, "call_1", "weather", "{\\\"city\\\"")
                                    + "]}"),
                    delta("{\"tool_calls\":[" + call(1, "call_2", "time", "{}") + "]}"),
                    delta(
                            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":\\\"Ulm\\\"}\"}}]}"),
                    chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]", "null"),
                    chunk(
                            "[]",
                            "{\"prompt_tokens\":20,\"completion_tokens\":9,\"total_tokens\":29,"
                                    + "\"prompt_tokens_details\":{\"cached_tokens\":4}}"));

    private Recorded() {}

    private static String call(int index, String id, String name, String arguments) {
        return "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
                .formatted(index, id, name, arguments);
    }

    public static String delta(String delta) {
        return chunk("[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]", "null");
    }

    public static String chunk(String choices, String usage) {
        return "{\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1795000000,\"model\":\"talker\",\"choices\":%s,\"usage\":%s}"
                .formatted(choices, usage);
    }

    /** A request heard, as the chat completion it became. */
    public static JsonNode heard(Tongue tongue, String path, String body) throws Refused {
        byte[] chat = tongue.hear(new Tongue.Target(path, ""), bytes(body)).body();
        return Json.parse(chat).orElseThrow();
    }

    /** All a voice says of a stream that was complete. */
    public static List<JsonNode> events(Voice voice, List<String> chunks) {
        return parsed(said(voice, chunks), voice.ending());
    }

    /** All a voice says of a stream that broke off. */
    public static List<JsonNode> brokenOff(Voice voice, List<String> chunks, Problem problem) {
        return parsed(said(voice, chunks), voice.brokenOff(problem));
    }

    private static byte[] said(Voice voice, List<String> chunks) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        for (String chunk : chunks) {
            said.writeBytes(voice.event(bytes("data: " + chunk + "\n\n")));
        }
        return said.toByteArray();
    }

    private static List<JsonNode> parsed(byte[] said, byte[] last) {
        List<JsonNode> events = new ArrayList<>();
        SseParser parser = new SseParser(data -> events.add(Json.parse(data).orElseThrow()));
        parser.feed(said);
        parser.feed(last);
        return events;
    }

    public static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
