package dev.freeway.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Recorded;
import dev.freeway.api.Refused;
import dev.freeway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message asked for is a chat completion asked for. */
class MessagesTongueTest {
    private static final String USER = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static JsonNode chat(String more) throws Refused {
        return chat("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9," + more + "}");
    }

    private static JsonNode chat(String path, String body) throws Refused {
        return Recorded.heard(new MessagesTongue(), path, body);
    }

    private static JsonNode json(String text) {
        return Json.parse(text).orElseThrow();
    }

    @Test
    void turnsAndBlocksAreAConversation() throws Exception {
        JsonNode messages =
                chat("""
                "system":[{"type":"text","text":"Be brief.",
                           "cache_control":{"type":"ephemeral"}},{"type":"text","text":"Be kind."}],
                "messages":[
                  {"role":"user","content":[{"type":"text","text":"What is this?"},
                    {"type":"image","source":
                      {"type":"base64","media_type":"image/png","data":"AA"}},
                    {"type":"image","source":{"type":"url","url":"https://x/y.png"}}]},
                  {"role":"assistant","content":[
                    {"type":"thinking","thinking":"Hm.","signature":""},
                    {"type":"text","text":"Let me see."},
                    {"type":"tool_use","id":"t1","name":"look","input":{"at":"it"}}]},
                  {"role":"user","content":[
                    {"type":"text","text":"Well?"},
                    {"type":"tool_result","tool_use_id":"t1","is_error":true,
                     "content":[{"type":"text","text":"too dark"}]}]}]\
                """)
                        .path("messages");
        assertThat(messages)
                .isEqualTo(
                        json(
                                """
                                [{"role":"system","content":"Be brief.\\nBe kind."},
                                 {"role":"user","content":[{"type":"text","text":"What is this?"},
                                  {"type":"image_url","image_url":{"url":"data:image/png;base64,AA"}},
                                  {"type":"image_url","image_url":{"url":"https://x/y.png"}}]},
                                 {"role":"assistant","content":"Let me see.","tool_calls":[{"id":"t1",
                                  "type":"function",
                                  "function":{"name":"look","arguments":"{\\"at\\":\\"it\\"}"}}]},
                                 {"role":"tool","tool_call_id":"t1","content":"Error: too dark"},
                                 {"role":"user","content":"Well?"}]\
                                """));
    }

    @Test
    void settingsAndToolsKeepTheirMeaning() throws Exception {
        JsonNode chat =
                chat(
                        """
                        "system":"Be brief.","stream":true,"temperature":0.5,"top_p":0.9,
                        "stop_sequences":["."],"metadata":{"user_id":"u"},
                        "thinking":{"type":"enabled","budget_tokens":1024},
                        "tools":[{"name":"look","description":"d","input_schema":{"type":"object"}}],
                        "tool_choice":{"type":"any","disable_parallel_tool_use":true},\
                        """
                                + USER);
        assertThat(chat)
                .isEqualTo(
                        json(
                                """
                                {"model":"m","max_completion_tokens":9,
                                 "messages":[{"role":"system","content":"Be brief."},
                                             {"role":"user","content":"Hi"}],
                                 "tools":[{"type":"function","function":{"name":"look",
                                   "description":"d","parameters":{"type":"object"}}}],
                                 "tool_choice":"required","parallel_tool_calls":false,
                                 "temperature":0.5,"top_p":0.9,"user":"u","stop":["."],
                                 "stream":true,"stream_options":{"include_usage":true}}\
                                """));
    }

    @Test
    void aChoiceAmongNoToolsIsLeftOut() throws Exception {
        JsonNode chat =
                chat(
                        "\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true},"
                                + USER);
        assertThat(chat.has("tool_choice")).isFalse();
        assertThat(chat.has("parallel_tool_calls")).isFalse();
    }

    @Test
    void oneToolMayBeChosenByName() throws Exception {
        JsonNode chat =
                chat(
                        "\"tools\":[{\"name\":\"look\",\"input_schema\":{}}],"
                                + "\"tool_choice\":{\"type\":\"tool\",\"name\":\"look\"},"
                                + USER);
        assertThat(chat.at("/tool_choice/function/name").asText()).isEqualTo("look");
    }

    @Test
    void onlyACountNeedNotSayHowLongTheAnswerMayBe() throws Exception {
        String body = "{\"model\":\"m\"," + USER + "}";
        assertThat(chat(MessagesTongue.COUNT, body).path("messages")).hasSize(1);
        Refused refused = catchThrowableOfType(Refused.class, () -> chat("/v1/messages", body));
        assertThat(refused.problem().message()).contains("'max_tokens' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x\":1|messages|missing",
                "\"messages\":[]|messages|at least one",
                "\"messages\":[{\"role\":\"pope\",\"content\":\"a\"}]|messages[0].role|'system'",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\"}]}]"
                        + "|messages[0].content[0].type|'tool_result'",
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\","
                        + "\"source\":{\"type\":\"file\"}}]}]"
                        + "|messages[0].content[0].source.type|no files are kept",
                "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\"}]}]"
                        + "|messages[0].content[0].input|missing",
                "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"w\"}],"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"
                        + "|tools[0].type|no tools are run",
                "\"tool_choice\":{\"type\":\"any\"},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"
                        + "|tool_choice|'tools' names none",
                "\"stop_sequences\":[7],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"
                        + "|stop_sequences[0]|a string"
            })
    void whatIsWrongIsNamedWithItsPlace(String more, String param, String expected) {
        Refused refused = catchThrowableOfType(Refused.class, () -> chat(more));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().param()).isEqualTo(param);
        assertThat(refused.problem().message()).contains(param, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "402, billing_error",
        "403, permission_error",
        "404, not_found_error",
        "405, invalid_request_error",
        "413, request_too_large",
        "429, rate_limit_error",
        "500, api_error",
        "502, api_error",
        "503, overloaded_error",
        "504, timeout_error"
    })
    void aRefusalsTypeFollowsItsStatus(int status, String type) {
        Problem problem = Problem.of(status, "any", "code", "Why.").with("x-request-id", "req_1");
        assertThat(new MessagesTongue().refusal(problem))
                .isEqualTo(
                        json(
                                """
                                {"type":"error","error":
                                   {"type":"%s","message":"Why.","code":"code"},"request_id":"req_1"}\
                                """
                                        .formatted(type)));
    }
}
