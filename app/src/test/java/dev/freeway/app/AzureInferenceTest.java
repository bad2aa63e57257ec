package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.ai.inference.ChatCompletionsClient;
import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.ai.inference.EmbeddingsClientBuilder;
import com.azure.ai.inference.models.ChatCompletions;
import com.azure.ai.inference.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.inference.models.ChatCompletionsOptions;
import com.azure.ai.inference.models.ChatRequestUserMessage;
import com.azure.ai.inference.models.FunctionDefinition;
import com.azure.ai.inference.models.StreamingChatCompletionsUpdate;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A workflow made for GitHub Models goes on when only its base URL is changed. */
class AzureInferenceTest extends DemoTest {
    private static final String MODEL = "openai/gpt-4o-mini";

    private ChatCompletionsClient client(String path) {
        return new ChatCompletionsClientBuilder()
                .endpoint(demo.url() + path)
                .addPolicy(token())
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                .buildClient();
    }

    /** The client keeps its own credentials for TLS, which is none of the loopback's. */
    private AddHeadersPolicy token() {
        return new AddHeadersPolicy(
                new HttpHeaders().set(HttpHeaderName.AUTHORIZATION, "Bearer " + demo.token()));
    }

    private static ChatCompletionsOptions ask(String model, String text) {
        return new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(text)))
                .setModel(model);
    }

    @Test
    void aWholeAnswerAlsoOnBehalfOfAnOrganisation() {
        for (String path : List.of("/inference", "/orgs/acme/inference")) {
            ChatCompletions answer = client(path).complete(ask(MODEL, "Hi [[out=7]]"));
            assertThat(answer.getChoice().getMessage().getContent()).isNotBlank();
            assertThat(answer.getUsage().getCompletionTokens()).isEqualTo(7);
        }
    }

    @Test
    void aStream() {
        String text =
                client("/inference").completeStream(ask(MODEL, "Hi [[out=9]]")).stream()
                        .map(StreamingChatCompletionsUpdate::getChoices)
                        .flatMap(List::stream)
                        .map(choice -> choice.getDelta().getContent())
                        .filter(content -> content != null)
                        .collect(Collectors.joining());
        assertThat(text).isNotBlank();
    }

    @Test
    void aTool() {
        FunctionDefinition weather =
                new FunctionDefinition("weather")
                        .setParameters(
                                BinaryData.fromString(
                                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":"
                                                + "\"string\"}}}"));
        ChatCompletionsOptions ask = ask(MODEL, "use the tool");
        ask.setTools(List.of(new ChatCompletionsFunctionToolDefinition(weather)));
        var call = client("/inference").complete(ask).getChoice().getMessage().getToolCalls();
        assertThat(call.getFirst().getFunction().getName()).isEqualTo("weather");
    }

    @Test
    void embeddings() {
        var embedded =
                new EmbeddingsClientBuilder()
                        .endpoint(demo.url() + "/inference")
                        .addPolicy(token())
                        .buildClient()
                        .embed(
                                List.of("road", "street"),
                                null,
                                null,
                                null,
                                "openai/text-embedding-3-small",
                                null);
        assertThat(embedded.getData()).hasSize(2);
        assertThat(embedded.getData().getFirst().getEmbeddingList()).hasSize(256);
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> client("/inference").complete(ask("nothing/none", "Hi")))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(404));
    }

    /** As the workflow does it: look up the model, then ask it, with GitHub's own query. */
    @Test
    void whatTheCatalogueNamesCanBeAskedFor() throws Exception {
        JsonNode catalogue = Browser.json(browser.get("/catalog/models?api-version=2026-03-10"));
        assertThat(catalogue.isArray()).isTrue();
        for (JsonNode model : catalogue) {
            assertThat(model.path("id").asText()).contains("/");
            assertThat(model.at("/limits/max_input_tokens").asLong()).isPositive();
        }
        List<String> ids = catalogue.findValuesAsText("id");
        assertThat(ids).contains(MODEL, "openai/text-embedding-3-small").doesNotHaveDuplicates();
        var answer =
                browser.post(
                        "/orgs/acme/inference/chat/completions?api-version=2026-03-10",
                        Browser.chatBody(MODEL, "Hi [[out=3]]", false));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-freeway-provider")).contains("github-models");
    }
}
