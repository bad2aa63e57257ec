package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.catalog.Wire;
import dev.freeway.core.chat.Ask;
import dev.freeway.core.chat.Consent;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.core.chat.Size;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Head;
import dev.freeway.relay.Replay;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever a provider leaves out or puts elsewhere, clients get it in one shape. */
class StreamedAnswerTest {
    private final Recorder recorder = new Recorder();

    @Test
    void usageInTheFinishChunkGoesOutInOneOfItsOwn() throws Exception {
        List<JsonNode> chunks =
                pass(
                        true,
                        "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}",
                        "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"eos\"}],"
                            + "\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}}",
                        "[DONE]");
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.get(1).has("usage")).isFalse();
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void usageNobodyAskedForStaysHere() throws Exception {
        List<JsonNode> chunks = pass(false, text("Hi"), finish(), "[DONE]");
        assertThat(chunks).noneMatch(chunk -> chunk.has("usage"));
    }

    @Test
    void toolCallsGetIndexTypeAndId() throws Exception {
        List<JsonNode> chunks =
                pass(
                        false,
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"x1\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}}]}",
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"}\"}}]}}]}",
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"x2\",\"function\":{\"name\":\"g\",\"arguments\":{}}}]}}]}",
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}",
                        "[DONE]");
        assertThat(chunks.get(0).at("/choices/0/delta/tool_calls/0/index").asInt(-1)).isZero();
        assertThat(chunks.get(0).at("/choices/0/delta/tool_calls/0/type").asText())
                .isEqualTo("function");
        assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/index").asInt(-1)).isZero();
        assertThat(chunks.get(2).at("/choices/0/delta/tool_calls/0/index").asInt(-1)).isOne();
        assertThat(chunks.get(2).at("/choices/0/delta/tool_calls/0/function/arguments").asText())
                .isEqualTo("{}");
    }

    @Test
    void contentInPartsBecomesText() throws Exception {
        List<JsonNode> chunks =
                pass(
                        false,
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}}]}",
                        finish(),
                        "[DONE]");
        assertThat(chunks.getFirst().at("/choices/0/delta/content").asText()).isEqualTo("Hi");
    }

    @Test
    void nothingGoesOutBeforeTheFirstContent() throws Exception {
        StreamedAnswer answer = new StreamedAnswer(call(false), Translation.NONE, recorder);
        answer.receive(
                event(
                        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"));
        assertThat(answer.begun()).isFalse();
        assertThat(recorder.written).isEmpty();
        answer.receive(event(text("Hi")));
        assertThat(answer.begun()).isTrue();
        assertThat(recorder.written).hasSize(2);
    }

    @Test
    void anErrorOrAnEndWithoutReasonIsAFailure() throws Exception {
        StreamedAnswer error = new StreamedAnswer(call(false), Translation.NONE, recorder);
        assertThatThrownBy(() ->
                        error.receive(
                                event("{\"error\":{\"code\":429,\"message\":\"slow down\"}}")))
                .isInstanceOf(AnswerBroken.class)
                .extracting(e -> ((AnswerBroken) e).fault(Scripted.NOW))
                .isEqualTo(new Fault.RateLimited("slow down", Scripted.NOW.plusSeconds(30)));
        StreamedAnswer cut = new StreamedAnswer(call(false), Translation.NONE, recorder);
        cut.receive(event(text("Hi")));
        assertThatThrownBy(() -> cut.complete(""))
                .extracting(e -> ((AnswerBroken) e).fault(Scripted.NOW))
                .isInstanceOf(Fault.CutShort.class);
    }

    private List<JsonNode> pass(boolean usageWanted, String... events) throws Exception {
        StreamedAnswer answer = new StreamedAnswer(call(usageWanted), Translation.NONE, recorder);
        for (String event : events) {
            answer.receive(event(event));
        }
        answer.complete("");
        return recorder.written;
    }

    private static byte[] event(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String text) {
        return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text
                + "\"}}]}";
    }

    private static String finish() {
        return "{\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}";
    }

    private static Call call(boolean usageWanted) {
        Model model = new Model("m", List.of(), 100, 50, 10, EnumSet.allOf(Model.Ability.class), 0);
        Provider provider =
                Provider.openAi(
                        "p", "https://p.example", Wire.openAi(Map.of()), List.of(model), List.of());
        Account account =
                new Account(
                        provider,
                        "a",
                        new Secret("k"),
                        provider.baseUrl(),
                        Facts.NONE,
                        Permit.NONE);
        Offer offer = new Offer(account, model, List.of());
        Document body = new Document(new byte[] {'{', '}'}, List.of());
        Ask ask =
                new Ask(
                        Endpoint.CHAT,
                        "m",
                        Size.of(5),
                        EnumSet.noneOf(Model.Ability.class),
                        Consent.SILENT,
                        true,
                        usageWanted,
                        body,
                        Optional.empty());
        return new Call(offer, ask, Usage.of(5, 10), new Head(offer, "", "why", 1, List.of()));
    }

    /** Keeps the chunks it is given. */
    private static final class Recorder implements Sink {
        private final List<JsonNode> written = new ArrayList<>();

        @Override
        public void begin(Head head) {}

        @Override
        public boolean write(byte[] bytes) {
            String frame = new String(bytes, StandardCharsets.UTF_8);
            assertThat(frame).startsWith("data: ").endsWith("\n\n");
            written.add(Json.parse(frame.substring(6)).orElseThrow());
            return true;
        }

        @Override
        public void onDrain(Runnable resume) {}

        @Override
        public void onHangUp(Runnable stop) {}

        @Override
        public void end() {}

        @Override
        public void abort(Fault fault) {}

        @Override
        public Optional<Replay> replay() {
            return Optional.empty();
        }
    }
}
