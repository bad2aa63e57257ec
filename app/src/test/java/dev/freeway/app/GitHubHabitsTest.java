package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.ai.inference.ChatCompletionsClient;
import com.azure.ai.inference.ChatCompletionsClientBuilder;
import com.azure.ai.inference.models.ChatCompletionsOptions;
import com.azure.ai.inference.models.ChatRequestUserMessage;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients made for GitHub Models meet its names, its limits and its words again. */
class GitHubHabitsTest {
    private static final String ANN = "fw_ann_ann_ann_ann";
    private static final String MODEL = "openai/gpt-4o";
    private static final int A_MINUTE = 10;

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-21T09:00:00Z"));
    @TempDir private Path directory;
    private OneProvider provider;

    @BeforeEach
    void open() throws Exception {
        provider =
                new OneProvider(
                        clock,
                        directory,
                        "cloudflare",
                        "workers_plan=free",
                        "",
                        "workers_plan=free",
                        ", {name: ann, token: %s, plan: github-models-free}".formatted(ANN));
    }

    @AfterEach
    void close() throws Exception {
        provider.close();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + provider.gateway.port() + "/inference";
    }

    @Test
    void azureAiInference() {
        ChatCompletionsClient client =
                new ChatCompletionsClientBuilder()
                        .endpoint(endpoint())
                        .addPolicy(
                                new AddHeadersPolicy(
                                        new HttpHeaders()
                                                .set(
                                                        HttpHeaderName.AUTHORIZATION,
                                                        "Bearer " + ANN)))
                        .retryOptions(
                                new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                        .buildClient();
        for (int i = 0; i < A_MINUTE; i++) {
            assertThat(client.complete(azure()).getChoice().getMessage().getContent()).isNotBlank();
        }
        assertThatThrownBy(() -> client.complete(azure()))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refused -> {
                            assertThat(refused.getResponse().getStatusCode()).isEqualTo(429);
                            assertThat(refused.getResponse().getHeaderValue("x-ratelimit-type"))
                                    .isEqualTo("UserByModelByMinute");
                            assertThat(refused.getMessage()).contains("RateLimitReached");
                        });
    }

    private static ChatCompletionsOptions azure() {
        return new ChatCompletionsOptions(
                        List.of(new ChatRequestUserMessage("Hi [[pace=fast]] [[out=3]]")))
                .setModel(MODEL);
    }

    @Test
    void openAi() {
        OpenAIClient client =
                OpenAIOkHttpClient.builder().baseUrl(endpoint()).apiKey(ANN).maxRetries(0).build();
        ChatCompletionCreateParams ask =
                ChatCompletionCreateParams.builder()
                        .model(MODEL)
                        .addUserMessage("Hi [[pace=fast]] [[out=3]]")
                        .build();
        for (int i = 0; i < A_MINUTE; i++) {
            assertThat(client.chat().completions().create(ask).choices()).hasSize(1);
        }
        assertThatThrownBy(() -> client.chat().completions().create(ask))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        refused ->
                                assertThat(refused.headers().values("x-ratelimit-type"))
                                        .containsExactly("UserByModelByMinute"));
        client.close();
    }
}
