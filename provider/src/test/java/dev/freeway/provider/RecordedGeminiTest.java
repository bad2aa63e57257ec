package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.freeway.core.fault.Fault;
import dev.freeway.relay.Call;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Google was recorded to answer is what OpenAI's own client takes. */
class RecordedGeminiTest {
    private static final String ASK = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";

    private final Recorder recorder = new Recorder();

    @Test
    void text() throws Exception {
        ChatCompletion answer = accumulated("google-text.chunks.txt");
        assertThat(content(answer)).startsWith("There are **3** \"r\"s in strawberry.");
        assertThat(finish(answer)).isEqualTo("stop");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(23 + 185);
        assertThat(answer.model()).isEqualTo("gemini-3-pro-preview");
        assertThat(content(whole("google-text.json"))).startsWith("There are **3** r's");
    }

    @Test
    void textAfterThoughts() throws Exception {
        assertThat(content(accumulated("google-reasoning.chunks.txt")))
                .startsWith("There are **3** \"r\"s in strawberry.");
    }

    @Test
    void calls() throws Exception {
        for (ChatCompletion answer :
                java.util.List.of(
                        accumulated("google-tool-call.chunks.txt"),
                        whole("google-tool-call.json"))) {
            assertThat(finish(answer)).isEqualTo("tool_calls");
            var call =
                    answer.choices()
                            .getFirst()
                            .message()
                            .toolCalls()
                            .orElseThrow()
                            .getFirst()
                            .asFunction();
            assertThat(call.function().name()).isEqualTo("weather");
            assertThat(call.function().arguments()).isEqualTo("{\"location\":\"San Francisco\"}");
            assertThat(call.id()).startsWith("call_");
        }
    }

    @Test
    void refusal() throws Exception {
        Fault fault =
                Refusals.read(
                        429,
                        MultiMap.caseInsensitiveMultiMap(),
                        recorded("google-429-retry-info.json"),
                        Scripted.NOW);
        assertThat(fault).isInstanceOf(Fault.RateLimited.class);
        assertThat(((Fault.RateLimited) fault).retryAt())
                .isEqualTo(Scripted.NOW.plus(Duration.ofMillis(34_400)));
    }

    private ChatCompletion accumulated(String name) throws Exception {
        Call call = Calls.of("gemini", "g").chat(ASK.formatted(",\"stream\":true"));
        Recorder chunks = new Recorder();
        StreamedAnswer answer =
                new StreamedAnswer(
                        call, new GeminiDialect().translation(call, Scripted.NOW), chunks);
        for (String line : new String(recorded(name), StandardCharsets.UTF_8).split("\n")) {
            answer.receive(("data: " + line + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        }
        answer.complete("text/event-stream");
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        for (JsonNode chunk : chunks.chunks()) {
            accumulator.accumulate(
                    ObjectMappers.jsonMapper()
                            .readValue(chunk.toString(), ChatCompletionChunk.class)
                            .validate());
        }
        return accumulator.chatCompletion();
    }

    private ChatCompletion whole(String name) throws Exception {
        Call call = Calls.of("gemini", "g").chat(ASK.formatted(""));
        WholeAnswer answer =
                new WholeAnswer(
                        call, new GeminiDialect().translation(call, Scripted.NOW), recorder);
        answer.receive(recorded(name));
        answer.complete("application/json");
        return ObjectMappers.jsonMapper()
                .readValue(recorder.whole().toString(), ChatCompletion.class)
                .validate();
    }

    private static byte[] recorded(String name) throws Exception {
        Path home = Path.of(System.getProperty("freeway.home", "..")).toAbsolutePath().normalize();
        Path body = home.resolveSibling("shared/fixtures/wire/google_" + name);
        assumeTrue(Files.exists(body), "skipped: there is no ../shared/fixtures/wire");
        return Files.readAllBytes(body);
    }

    private static String content(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    private static String finish(ChatCompletion answer) {
        return answer.choices().getFirst().finishReason().asString();
    }
}
