package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider does wrong: no answer is cut silently, nothing hangs, no hold stays open. */
class FaultsTest extends DemoTest {
    private static final String PINNED = "cerebras/gpt-oss-120b";
    private static final String SHARED = "qwen-3.8-27b";

    static Stream<Arguments> faults() {
        return Stream.of(
                        "rate_limit_storm",
                        "server_error",
                        "hang_before",
                        "hang_in_stream",
                        "cut",
                        "clean_end",
                        "garbage",
                        "error_in_200",
                        "sunset")
                .flatMap(fault -> Stream.of(Arguments.of(fault, false), Arguments.of(fault, true)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aLoneOfferThatFailsIsSaidToHaveFailed(String fault, boolean stream) throws Exception {
        browser.fault("cerebras", fault, 1);
        try {
            HttpResponse<String> answer = browser.chat(PINNED, "Hi [[out=40]]", stream);
            boolean complete = answer.statusCode() == 200 && answer.body().contains("[DONE]");
            assertThat(complete).as(answer.body()).isFalse();
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400).isNotEqualTo(503);
            assertThat(Browser.json(answer).at("/error/message").asText()).isNotEmpty();
        } catch (IOException brokenOff) {
            assertThat(stream).as("only a stream may break off after it began").isTrue();
        }
        Browser.eventually(() -> browser.held() == 0);
        neverOver();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void beforeTheFirstByteAnotherOfferIsAsked(String fault, boolean stream) throws Exception {
        browser.fault("openrouter", fault, 1);
        boolean begins = stream && List.of("hang_in_stream", "cut", "clean_end").contains(fault);
        try {
            HttpResponse<String> answer = browser.chat(SHARED, "Hi [[out=40]]", stream);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-freeway-provider"))
                    .contains(begins ? "openrouter" : "cerebras");
        } catch (IOException brokenOff) {
            assertThat(begins).as("only what had begun may break off").isTrue();
        }
        Browser.eventually(() -> browser.held() == 0);
        neverOver();
    }

    @ParameterizedTest
    @MethodSource("streamed")
    void aSlowDripIsOnlySlow(boolean stream) throws Exception {
        browser.fault("cerebras", "slow_drip", 1);
        HttpResponse<String> answer = browser.chat(PINNED, "Hi [[out=12]]", stream);
        assertThat(answer.statusCode()).isEqualTo(200);
        if (stream) {
            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        }
    }

    static Stream<Boolean> streamed() {
        return Stream.of(false, true);
    }

    private void neverOver() throws Exception {
        for (var provider : browser.judge().path("providers")) {
            for (var limit : provider.path("limits")) {
                assertThat(limit.path("peak").asLong())
                        .isLessThanOrEqualTo(limit.path("amount").asLong());
            }
        }
    }
}
