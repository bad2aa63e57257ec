package dev.freeway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Recorded;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A response asked for is a chat completion asked for. */
class ResponsesTongueTest {
    private static JsonNode chat(String more) throws Refused {
        return Recorded.heard(
                new ResponsesTongue(), "/v1/responses", "{\"model\":\"m\"," + more + "}");
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    @Test
    void aStringIsWhatTheUserSays() throws Exception {
        assertThat(chat("\"instructions\":\"Be brief.\",\"input\":\"Hi\""))
                .isEqualTo(
                        json(
                                """
                                {"model":"m","messages":[{"role":"system","content":"Be brief."},
                                 {"role":"user","content":"Hi"}]}\
                                """));
    }

    @Test
    void itemsAreAConversation() throws Exception {
        JsonNode messages =
                chat("""
                "input":[
                  {"role":"developer","content":"Be brief."},
                  {"type":"message","role":"user","content":[
                    {"type":"input_text","text":"What is this?"},
                    {"type":"input_image","image_url":"data:image/png;base64,AA","detail":"low"}]},
                  {"type":"reasoning","id":"rs_1","summary":[]},
                  {"type":"message","role":"assistant","id":"msg_1","status":"completed",
                   "content":[{"type":"output_text","text":"Let me ","annotations":[]},
                              {"type":"output_text","text":"see.","annotations":[]}]},
                  {"type":"function_call","call_id":"c1","name":"look","arguments":"{}"},
                  {"type":"function_call","call_id":"c2","name":"ask","arguments":"{}"},
                  {"type":"function_call_output","call_id":"c1","output":"a cat"},
                  {"type":"function_call_output","call_id":"c2",
                   "output":[{"type":"input_text","text":"a dog"}]}]\
                """)
                        .path("messages");
        assertThat(messages)
                .isEqualTo(
                        json(
                                """
                                [{"role":"system","content":"Be brief."},
                                 {"role":"user","content":[{"type":"text","text":"What is this?"},
                                  {"type":"image_url","image_url":
                                    {"url":"data:image/png;base64,AA","detail":"low"}}]},
                                 {"role":"assistant","content":"Let me see.","tool_calls":[
                                  {"id":"c1","type":"function",
                                   "function":{"name":"look","arguments":"{}"}},
                                  {"id":"c2","type":"function",
                                   "function":{"name":"ask","arguments":"{}"}}]},
                                 {"role":"tool","tool_call_id":"c1","content":"a cat"},
                                 {"role":"tool","tool_call_id":"c2","content":"a dog"}]\
                                """));
    }

    @Test
    void settingsToolsAndFormatKeepTheirMeaning() throws Exception {
        JsonNode chat =
                chat(
                        """
                        "input":"Hi","stream":true,"store":true,"max_output_tokens":9,
                        "temperature":0.5,"top_p":0.9,"parallel_tool_calls":false,
                        "reasoning":{"effort":"low"},"tool_choice":{"type":"function","name":"look"},
                        "tools":[{"type":"function","name":"look","description":"d","strict":true,
                                  "parameters":{"type":"object"}}],
                        "text":{"format":{"type":"json_schema","name":"cat","strict":true,
                                "schema":{"type":"object"}}}\
                        """);
        assertThat(chat)
                .isEqualTo(
                        json(
                                """
                                {"model":"m","messages":[{"role":"user","content":"Hi"}],
                                 "tools":[{"type":"function","function":{"name":"look",
                                   "description":"d","strict":true,"parameters":{"type":"object"}}}],
                                 "tool_choice":{"type":"function","function":{"name":"look"}},
                                 "parallel_tool_calls":false,
                                 "max_completion_tokens":9,"temperature":0.5,"top_p":0.9,
                                 "reasoning_effort":"low",
                                 "response_format":{"type":"json_schema","json_schema":{"name":"cat",
                                   "schema":{"type":"object"},"strict":true}},
                                 "stream":true,"stream_options":{"include_usage":true}}\
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x\":1|input|missing",
                "\"input\":[]|input|at least one item",
                "\"input\":\"a\",\"previous_response_id\":\"r\"|previous_response_id|as 'input'",
                "\"input\":\"a\",\"conversation\":\"c\"|conversation|as 'input'",
                "\"input\":\"a\",\"prompt\":{\"id\":\"p\"}|prompt|as 'instructions'",
                "\"input\":\"a\",\"background\":true|background|'stream': true",
                "\"input\":\"a\",\"max_output_tokens\":0|max_output_tokens|whole number > 0",
                "\"input\":\"a\",\"temperature\":\"hot\"|temperature|'hot' (expected: a number)",
                "\"input\":\"a\",\"metadata\":{\"a\":1}|metadata.a|a string",
                "\"input\":\"a\",\"tools\":[{\"type\":\"web_search\"}]|tools[0].type|no tools are"
                        + " run",
                "\"input\":\"a\",\"tool_choice\":\"some\"|tool_choice|'required'",
                "\"input\":\"a\",\"tool_choice\":\"required\"|tool_choice|'tools' names none",
                "\"input\":\"a\",\"text\":{\"format\":{\"type\":\"xml\"}}|text.format.type|'json_schema'",
                "\"input\":[{\"type\":\"item_reference\"}]|input[0].type|the item itself",
                "\"input\":[{\"role\":\"pope\",\"content\":\"a\"}]|input[0].role|'pope' (expected",
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\"}]}]"
                        + "|input[0].content[0].type|'input_image'",
                "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"file_id\":\"f\"}]}]|input[0].content[0].image_url|no"
                    + " files are kept"
            })
    void whatIsWrongIsNamedWithItsPlace(String more, String param, String expected) {
        Refused refused = catchThrowableOfType(Refused.class, () -> chat(more));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().param()).isEqualTo(param);
        assertThat(refused.problem().message()).contains(param, expected);
    }
}
