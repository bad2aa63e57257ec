package dev.freeway.api.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google's requests come to in OpenAI's words. */
class GeminiTongueTest {
    private static final String HI = "\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]";

    private static Tongue.Heard hear(String verb, String body) throws Refused {
        String path = "/v1beta/models/acme/m:free:" + verb;
        return GeminiTongue.at(path)
                .orElseThrow()
                .hear(new Tongue.Target(path, ""), body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode chat(String body) throws Refused {
        return Json.parse(hear("generateContent", body).body()).orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/a/b:free:generateContent, true",
        "/v1beta/models/a%2Fb%3Afree%3AgenerateContent, true",
        "/v1/models/auto:streamGenerateContent, true",
        "/v1/models/openai/x:free, false",
        "/v1beta/models/auto, false",
        "/v1beta/models/:generateContent, false",
        "/v1beta/models/%zz:generateContent, false",
        "/v2/models/auto:generateContent, false"
    })
    void theVerbStandsBehindTheLastColon(String path, boolean spoken) {
        assertThat(GeminiTongue.at(path).isPresent()).isEqualTo(spoken);
    }

    @Test
    void aConversationBecomesMessagesAndCallsFindTheirResults() throws Refused {
        JsonNode chat =
                chat(
                        """
                        {"system_instruction":{"parts":[{"text":"Be kind."}]},"contents":[
                         {"role":"user","parts":[{"text":"Look"},
                          {"inline_data":{"mime_type":"image/png","data":"AAAA"}},
                          {"fileData":{"fileUri":"https://x.example/a.png"}}]},
                         {"role":"model","parts":[{"text":"hm","thought":true},{"text":"Well"},
                          {"functionCall":{"name":"f","args":{"a":1}}},
                          {"functionCall":{"name":"f","args":{"a":2}}}]},
                         {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"r":1}}},
                          {"functionResponse":{"name":"f","response":{"r":2}}},{"text":"And?"}]}]}
                        """);
        assertThat(chat.path("model").asText()).isEqualTo("acme/m:free");
        assertThat(chat.path("messages"))
                .isEqualTo(
                        json(
                                """
                                [{'role':'system','content':'Be kind.'},
                                 {'role':'user','content':[{'type':'text','text':'Look'},
                                  {'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}},
                                  {'type':'image_url','image_url':{'url':'https://x.example/a.png'}}]},
                                 {'role':'assistant','content':'Well','tool_calls':[
                                  {'id':'call_1','type':'function','function':{'name':'f','arguments':'{\\"a\\":1}'}},
                                  {'id':'call_2','type':'function','function':{'name':'f','arguments':'{\\"a\\":2}'}}]},
                                 {'role':'tool','tool_call_id':'call_1','content':'{\\"r\\":1}'},
                                 {'role':'tool','tool_call_id':'call_2','content':'{\\"r\\":2}'},
                                 {'role':'user','content':'And?'}]
                                """));
    }

    @Test
    void functionsAndSchemasAreBroughtIntoJsonSchema() throws Refused {
        JsonNode chat =
                chat(
                        """
                        {%s,"tools":[{"functionDeclarations":[
                          {"name":"f","description":"does","parameters":{"type":"OBJECT","properties":{
                            "type":{"type":"STRING","nullable":true,"enum":["x"]},
                            "list":{"type":"ARRAY","minItems":"1","items":{"type":"INTEGER"}}},
                            "required":["type"],"propertyOrdering":["type"]}},
                          {"name":"g","parametersJsonSchema":{"type":"object"}}]}],
                         "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}}}
                        """
                                .formatted(HI));
        assertThat(chat.path("tools"))
                .isEqualTo(
                        json(
                                """
                                [{'type':'function','function':{'name':'f','description':'does','parameters':
                                 {'type':'object','properties':{'type':{'type':['string','null'],'enum':['x']},
                                 'list':{'type':'array','minItems':1,'items':{'type':'integer'}}},
                                 'required':['type']}}}]
                                """));
        assertThat(chat.path("tool_choice"))
                .isEqualTo(json("{'type':'function','function':{'name':'f'}}"));
    }

    @Test
    void theGenerationConfigIsCarriedOver() throws Refused {
        JsonNode chat =
                chat(
                        """
                        {%s,"generationConfig":{"temperature":0.5,"top_p":0.9,"topK":40,"maxOutputTokens":7,
                         "stopSequences":["x"],"candidateCount":2,"seed":3,"presencePenalty":0.1,
                         "frequencyPenalty":0.2,"responseMimeType":"application/json",
                         "responseSchema":{"type":"STRING"},"thinkingConfig":{"thinkingBudget":2000}}}
                        """
                                .formatted(HI));
        assertThat(chat)
                .isEqualTo(
                        json(
                                """
                                {'model':'acme/m:free','messages':[{'role':'user','content':'Hi'}],
                                 'temperature':0.5,'top_p':0.9,'max_completion_tokens':7,'seed':3,
                                 'presence_penalty':0.1,'frequency_penalty':0.2,'n':2,'stop':['x'],
                                 'response_format':{'type':'json_schema','json_schema':
                                 {'name':'response','schema':{'type':'string'}}},'reasoning_effort':'medium'}
                                """));
    }

    @Test
    void onlyAStreamIsAskedForAsOne() throws Refused {
        Tongue.Heard stream = hear("streamGenerateContent", "{" + HI + "}");
        JsonNode chat = Json.parse(stream.body()).orElseThrow();
        assertThat(chat.path("stream").asBoolean()).isTrue();
        assertThat(chat.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(chat("{" + HI + "}").has("stream")).isFalse();
    }

    @Test
    void whatIsToBeCountedMayComeWithinARequest() throws Refused {
        Tongue.Heard counted =
                hear("countTokens", "{\"generateContentRequest\":{\"model\":\"m\"," + HI + "}}");
        assertThat(Json.parse(counted.body()).orElseThrow().at("/messages/0/content").asText())
                .isEqualTo("Hi");
    }

    @Test
    void oneOrSeveralContentsAreEmbedded() throws Refused {
        String one = "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":8}";
        Tongue.Heard heard = hear("batchEmbedContents", "{\"requests\":[" + one + "," + one + "]}");
        assertThat(heard.endpoint()).isEqualTo(Endpoint.EMBEDDINGS);
        assertThat(Json.parse(heard.body()).orElseThrow())
                .isEqualTo(
                        json(
                                "{'model':'acme/m:free','input':['a','a'],'dimensions':8,"
                                        + "'encoding_format':'float'}"));
        assertThat(Json.parse(hear("embedContent", one).body()).orElseThrow().path("input").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|contents|missing",
                "{\"contents\":[]}|contents|at least one",
                "{\"contents\":[{\"role\":\"bot\",\"parts\":[]}]}|contents[0].role|or 'model'",
                "{\"contents\":[{\"parts\":[{\"video\":1}]}]}|contents[0].parts[0]|functionCall",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"audio/mp3\",\"data\":\"\"}}]}]}"
                    + "|contents[0].parts[0].inlineData.mimeType|picture",
                "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"name\":\"f\"}}]}]}"
                        + "|contents[0].parts[0].functionResponse.name|functionCall before it",
                "{HI,\"tools\":[{\"googleSearch\":{}}]}|tools[0].googleSearch|functionDeclarations",
                "{HI,\"cachedContent\":\"c\"}|cachedContent|content itself",
                "{HI,\"generationConfig\":{\"candidateCount\":9}}"
                        + "|generationConfig.candidateCount|1 to 8",
                "{HI,\"generationConfig\":{\"responseMimeType\":\"text/x.enum\"}}"
                        + "|generationConfig.responseMimeType|application/json",
                "{HI,\"generationConfig\":{\"responseModalities\":[\"AUDIO\"]}}"
                        + "|generationConfig.responseModalities[0]|TEXT"
            })
    void whatIsWrongIsSaidWithItsPlace(String body, String param, String expected) {
        Refused refused = catchThrowableOfType(Refused.class, () -> chat(body.replace("HI", HI)));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().param()).isEqualTo(param);
        assertThat(refused.problem().message()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"low", "LOW", "MINIMAL"})
    void levelsOfThinkingBecomeEfforts(String level) throws Refused {
        JsonNode chat =
                chat(
                        "{%s,\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"%s\"}}}"
                                .formatted(HI, level));
        assertThat(chat.path("reasoning_effort").asText()).isEqualTo("low");
    }

    @Test
    void aProblemIsToldAsGoogleDoes() {
        Problem problem =
                Problem.of(429, "rate_limit_error", "rate_limit_exceeded", "Slow down.")
                        .with("retry-after", "12");
        assertThat(GeminiTongue.plain().refusal(problem))
                .isEqualTo(
                        json(
                                """
                                {'error':{'code':429,'message':'Slow down.','status':'RESOURCE_EXHAUSTED',
                                 'details':[{'@type':'type.googleapis.com/google.rpc.ErrorInfo',
                                 'reason':'RATE_LIMIT_EXCEEDED','domain':'freeway','metadata':{}},
                                 {'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'12s'}]}}
                                """));
    }
}
