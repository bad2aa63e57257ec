package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code freeway providers test}, spoken to a gateway. */
class ProviderTestVerbTest {
    private static final String CHAT = "/v1/chat/completions";

    private final FakeGateway gateway = new FakeGateway();
    private final Spoken freeway = Spoken.to(gateway);

    @BeforeEach
    void fill() {
        gateway.page(
                "/api/providers",
                """
                {"providers":[
                {"id":"acme","key_variables":["ACME_KEY"],"accounts":[{"name":"work"},{"name":"home"}],"models":[
                  {"id":"gone","can":["chat"],"micro_dollars_per_million_output":0},
                  {"id":"dear","can":["chat","tools"],"micro_dollars_per_million_output":900},
                  {"id":"cheap","can":["chat"],"micro_dollars_per_million_output":100},
                  {"id":"vectors","can":["embedding"],"micro_dollars_per_million_output":0}]},
                {"id":"vec","accounts":[{"name":"work"}],"models":[
                  {"id":"vectors","can":["embedding"],"micro_dollars_per_million_output":0}]},
                {"id":"art","accounts":[{"name":"work"}],"models":[
                  {"id":"paint","can":["image"],"micro_dollars_per_million_output":0}]},
                {"id":"none","key_variables":["NONE_KEY"],"accounts":[],"models":[]}]}\
                """);
        gateway.page(
                "/v1/models",
                """
                {"data":[{"id":"acme/dear"},{"id":"acme/cheap"},{"id":"acme/vectors"},{"id":"vec/vectors"},{"id":"art/paint"}]}\
                """);
        gateway.on(
                CHAT,
                request ->
                        request.response()
                                .putHeader("x-freeway-account", "work")
                                .putHeader("x-freeway-model", "cheap")
                                .putHeader("x-freeway-left", "acme/rpm=4/5, acme/rpd=99/100")
                                .putHeader("x-ratelimit-remaining-requests", "4")
                                .end(
                                        """
                                        {"choices":[{"message":{"content":"Hey"},"finish_reason":"length"}],
                                        "usage":{"prompt_tokens":8,"completion_tokens":1}}\
                                        """));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theCheapestThatCanBeAskedIsAskedForOneToken() {
        assertThat(freeway.execute("providers", "test", "ACME")).isZero();
        assertThat(gateway.asked().getLast())
                .startsWith("POST " + CHAT)
                .contains("\"model\":\"acme/cheap\"", "\"max_tokens\":1", "\"content\":\"Hi\"");
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        acme/cheap answered after 0 ms
                          account: work
                          said: 'Hey' (ended: length)
                          tokens: 8 in, 1 out
                          left: acme/rpm 4 of 5
                          left: acme/rpd 99 of 100
                          x-ratelimit-remaining-requests: 4
                        """);
    }

    @Test
    void anAccountIsNamedToTheGateway() {
        assertThat(freeway.execute("providers", "test", "acme", "--account", "home")).isZero();
        assertThat(gateway.asked().getLast()).contains("\"model\":\"acme@home/cheap\"");
        assertThat(freeway.execute("providers", "test", "acme", "--account", "x")).isOne();
        assertThat(freeway.err()).contains("no account 'x' at acme (expected: work, home)");
    }

    @Test
    void whoOnlyEmbedsIsAskedForAVector() {
        gateway.page(
                "/v1/embeddings",
                "{\"data\":[{\"embedding\":[1,2,3]}],\"usage\":{\"prompt_tokens\":1}}");
        assertThat(freeway.execute("providers", "test", "vec")).isZero();
        assertThat(freeway.out()).contains("said: a vector of 3 numbers", "1 in, 0 out");
    }

    @Test
    void aRefusalIsSaidInWords() {
        gateway.on(
                CHAT,
                request ->
                        request.response()
                                .setStatusCode(429)
                                .putHeader("retry-after", "12")
                                .end(
                                        "{\"error\":{\"message\":\"rpm has 0 of 5"
                                                + " left\",\"code\":\"rate_limit_exceeded\"}}"));
        assertThat(freeway.execute("providers", "test", "acme")).isOne();
        assertThat(freeway.out())
                .isEqualTo(
                        """
                        acme/cheap was refused (429) after 0 ms
                          why: rpm has 0 of 5 left
                          code: rate_limit_exceeded
                          retry-after: 12
                        """);
        assertThat(freeway.execute("providers", "test", "acme", "--json")).isOne();
        JsonNode report = Json.parse(freeway.out()).orElseThrow();
        assertThat(report.path("served").asBoolean()).isFalse();
        assertThat(report.at("/body/error/code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(report.at("/headers/retry-after").asText()).isEqualTo("12");
    }

    @Test
    void whereThereIsNobodyToAskItIsSaidWhatIsMissing() {
        assertThat(freeway.execute("providers", "test", "none")).isOne();
        assertThat(freeway.err())
                .contains("no account at none here (set NONE_KEY, or name one under accounts)");
        assertThat(freeway.execute("providers", "test", "art")).isOne();
        assertThat(freeway.err()).contains("art has no model for chat or embeddings");
        assertThat(freeway.execute("providers", "test", "nobody")).isOne();
        assertThat(freeway.err()).contains("no provider 'nobody'");
        assertThat(freeway.execute("providers", "test")).isEqualTo(2);
        assertThat(gateway.asked()).noneMatch(asked -> asked.startsWith("POST"));
    }
}
