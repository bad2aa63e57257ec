package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hyperbolic gives a dollar for a phone number and so many requests for a deposit. */
class HyperbolicTest {
    private static final String CHAT = "/hyperbolic/v1/chat/completions";
    private static final String SMALL = "meta-llama/Meta-Llama-3.1-8B-Instruct";
    private static final String BIG = "meta-llama/Meta-Llama-3.1-405B-Instruct";
    private static final String NOON = "2026-11-20T12:00:00Z";

    private static Emulated with(String phoneVerified, int deposited) throws Exception {
        return Emulated.at(
                NOON,
                "hyperbolic",
                Map.of("phone_verified", phoneVerified, "deposited", Integer.toString(deposited)));
    }

    private static int ask(Emulated emulated, String model) throws Exception {
        return emulated.chat(CHAT, model, "Hi [[out=1]]", "").statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "0,meta-llama/Meta-Llama-3.1-8B-Instruct,60",
        "5,meta-llama/Meta-Llama-3.1-8B-Instruct,600",
        "4,meta-llama/Meta-Llama-3.1-405B-Instruct,5",
        "5,meta-llama/Meta-Llama-3.1-405B-Instruct,120"
    })
    void aMinuteHoldsMoreForWhoDeposited(int deposited, String model, int perMinute)
            throws Exception {
        try (Emulated emulated = with("yes", deposited)) {
            for (int i = 0; i < perMinute; i++) {
                assertThat(ask(emulated, model)).isEqualTo(200);
            }
            HttpResponse<String> refused = emulated.chat(CHAT, model, "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(ask(emulated, model)).isEqualTo(200);
        }
    }

    @Test
    void anAddressHasAMinuteOfItsOwn() throws Exception {
        Map<String, String> pro = Map.of("phone_verified", "yes", "deposited", "5");
        List<EmulatedAccount> two =
                List.of(
                        new EmulatedAccount("hyperbolic", "one", pro),
                        new EmulatedAccount("hyperbolic", "two", pro));
        try (Emulated emulated = Emulated.at(NOON, two)) {
            for (int i = 0; i < 600; i++) {
                assertThat(from(emulated, i % 2 == 0 ? "one" : "two")).isEqualTo(200);
            }
            assertThat(from(emulated, "one")).isEqualTo(429);
        }
    }

    private static int from(Emulated emulated, String key) throws Exception {
        return emulated.chat(key, CHAT, SMALL, "Hi [[out=1]]", "").statusCode();
    }

    @Test
    void theDollarIsSpentByTheTokenAndMayBeOverdrawnOnce() throws Exception {
        try (Emulated emulated = with("yes", 0)) {
            assertThat(cents(emulated)).isEqualTo(100);
            for (int i = 0; i < 31; i++) {
                emulated.clock.turn(Duration.ofMinutes(1));
                assertThat(emulated.chat(CHAT, BIG, "[[out=8000]]", "").statusCode())
                        .isEqualTo(200);
                if (i == 0) {
                    assertThat(cents(emulated)).isEqualTo(96);
                }
            }
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(ask(emulated, SMALL)).isEqualTo(200);
            assertThat(emulated.chat(CHAT, BIG, "[[out=8000]]", "").statusCode()).isEqualTo(200);
            assertThat(ask(emulated, SMALL)).isEqualTo(402);
            assertThat(emulated.judge("hyperbolic").path("refused_by_quota").asInt()).isOne();
            assertThat(emulated.judge("hyperbolic").path("billed_micro_dollars").asInt()).isZero();
        }
    }

    private static int cents(Emulated emulated) throws Exception {
        return json(emulated.get("/hyperbolic/billing/get_current_balance"))
                .path("credits")
                .asInt();
    }

    @Test
    void withoutAPhoneNumberThereIsNothing() throws Exception {
        try (Emulated emulated = with("no", 0)) {
            assertThat(ask(emulated, SMALL)).isEqualTo(402);
        }
    }

    @Test
    void aDepositPaysForWhatTheDollarDoesNot() throws Exception {
        try (Emulated emulated = with("no", 5)) {
            assertThat(emulated.chat(CHAT, BIG, "[[out=1000]]", "").statusCode()).isEqualTo(200);
            assertThat(emulated.judge("hyperbolic").path("billed_micro_dollars").asInt())
                    .isBetween(4_000, 4_200);
            assertThat(emulated.get("/hyperbolic/billing/purchase_history").body()).contains("500");
        }
    }

    @Test
    void onePictureInFiveMinutes() throws Exception {
        try (Emulated emulated = with("yes", 0)) {
            HttpResponse<String> picture = picture(emulated);
            assertThat(picture.statusCode()).isEqualTo(200);
            byte[] jpeg = Base64.getDecoder().decode(json(picture).at("/images/0/image").asText());
            assertThat(jpeg).startsWith(0xff, 0xd8);
            emulated.clock.turn(Duration.ofMinutes(5).minusMillis(1));
            assertThat(picture(emulated).statusCode()).isEqualTo(429);
            emulated.clock.turn(Duration.ofMillis(1));
            assertThat(picture(emulated).statusCode()).isEqualTo(200);
            assertThat(cents(emulated)).isEqualTo(98);
        }
    }

    private static HttpResponse<String> picture(Emulated emulated) throws Exception {
        return emulated.send(
                "POST",
                "key",
                "/hyperbolic/v1/image/generation",
                "{\"model_name\":\"FLUX.1-dev\",\"prompt\":\"[[pace=fast]] a road\"}");
    }
}
