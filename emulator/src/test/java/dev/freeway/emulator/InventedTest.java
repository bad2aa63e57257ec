package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.emulator.Invention.Limit;
import dev.freeway.emulator.Invention.Piece;
import dev.freeway.emulator.Invention.Shape;
import dev.freeway.emulator.Invention.Tariff;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A stand-in of a provider that nobody has met counts what its description says. */
class InventedTest {
    private static final String CHAT = "/acme/v7/talk";
    private static final Tariff PRICE = new Tariff(5, 1_000_000, 2_000_000, 0, 0);

    private static Emulated open(Shape shape, String meter, boolean holds) throws Exception {
        Limit limit = new Limit("its", meter, "*", shape, holds);
        return Emulated.inventing(
                "2026-11-20T12:00:00Z",
                new Invention(
                        "acme",
                        "key",
                        Map.of("chat", "/acme/v7/talk"),
                        List.of(
                                model("swift", List.of(limit), List.of()),
                                model("keen", List.of(), List.of(Set.of("tools"))),
                                model("grand", List.of(), List.of(Set.of())))));
    }

    private static Invention.Model model(
            String id, List<Limit> limits, List<Set<String>> chargedFor) {
        return new Invention.Model(
                id, 4_000, 100, Map.of("micro_dollars", PRICE), limits, chargedFor);
    }

    private static int ask(Emulated emulated, int output) throws Exception {
        return emulated.chat(CHAT, "swift", "[[out=" + output + "]]", "\"max_tokens\":" + output)
                .statusCode();
    }

    @Test
    void aWindowOfTheCalendarBeginsAnewAtMidnight() throws Exception {
        Shape day = new Shape.Calendar(2, Piece.DAY, ZoneOffset.UTC);
        try (Emulated emulated = open(day, "requests", true)) {
            assertThat(ask(emulated, 1)).isEqualTo(200);
            assertThat(ask(emulated, 1)).isEqualTo(200);
            HttpResponse<String> refused = emulated.chat(CHAT, "swift", "Hi", "");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("43201");
            assertThat(json(refused).at("/error/message").asText()).contains("its", "used 2");
            assertThat(emulated.judge("acme").path("refused_by_quota").asInt()).isEqualTo(1);
            emulated.clock.turn(Duration.ofHours(12));
            assertThat(ask(emulated, 1)).isEqualTo(200);
        }
    }

    @Test
    void aWeekBeginsOnMonday() throws Exception {
        Shape week = new Shape.Calendar(1, Piece.WEEK, ZoneOffset.UTC);
        try (Emulated emulated = open(week, "requests", true)) {
            assertThat(ask(emulated, 1)).isEqualTo(200);
            emulated.clock.turn(Duration.ofDays(2));
            assertThat(ask(emulated, 1)).as("on Sunday").isEqualTo(429);
            emulated.clock.turn(Duration.ofHours(12));
            assertThat(ask(emulated, 1)).as("on Monday").isEqualTo(200);
        }
    }

    @Test
    void tokensMustFitAtWorstAndCountAsTheyWere() throws Exception {
        Shape minute = new Shape.Rolling(1_000, Duration.ofMinutes(1));
        try (Emulated emulated = open(minute, "output_tokens", true)) {
            String bound = "\"max_tokens\":1000";
            assertThat(emulated.chat(CHAT, "swift", "[[out=1]]", bound).statusCode())
                    .isEqualTo(200);
            assertThat(ask(emulated, 999)).isEqualTo(200);
            assertThat(ask(emulated, 1)).isEqualTo(429);
            emulated.clock.turn(Duration.ofMinutes(1));
            assertThat(ask(emulated, 1_000)).isEqualTo(200);
        }
    }

    @Test
    void whereAnythingLeftIsEnoughTheLastMayOverdraw() throws Exception {
        Shape bucket = new Shape.Bucket(100, 100, Duration.ofSeconds(100));
        try (Emulated emulated = open(bucket, "output_tokens", false)) {
            assertThat(ask(emulated, 99)).isEqualTo(200);
            assertThat(ask(emulated, 51)).isEqualTo(200);
            emulated.clock.turn(Duration.ofSeconds(50));
            assertThat(ask(emulated, 1)).isEqualTo(429);
            emulated.clock.turn(Duration.ofSeconds(1));
            assertThat(ask(emulated, 1)).isEqualTo(200);
        }
    }

    @Test
    void aPotIsPaidByPriceAndNeverComesBack() throws Exception {
        try (Emulated emulated = open(new Shape.Pot(250), "micro_dollars", true)) {
            assertThat(ask(emulated, 100)).isEqualTo(200);
            assertThat(ask(emulated, 100)).isEqualTo(429);
            emulated.clock.turn(Duration.ofDays(400));
            assertThat(ask(emulated, 100)).isEqualTo(429);
            JsonNode pot = emulated.judge("acme").path("limits").path(0);
            assertThat(pot.path("count").asInt()).isBetween(206, 250);
        }
    }

    @Test
    void whatOneRequestMayTakeIsCapped() throws Exception {
        try (Emulated emulated = open(new Shape.Cap(50), "output_tokens", true)) {
            assertThat(ask(emulated, 51)).isEqualTo(429);
            assertThat(ask(emulated, 50)).isEqualTo(200);
            assertThat(ask(emulated, 50)).isEqualTo(200);
        }
    }

    @Test
    void aPlaceIsTakenWhileARequestIsUnderWay() throws Exception {
        try (Emulated emulated = open(new Shape.Slots(1), "in_flight", true)) {
            String slow =
                    "{\"model\":\"swift\",\"messages\":[{\"role\":\"user\",\"content\":\"[[out=4000]]\"}]}";
            emulated.begin("key", CHAT, slow);
            emulated.until(() -> emulated.judge("acme").path("accepted").asInt() == 1);
            assertThat(ask(emulated, 1)).isEqualTo(429);
        }
    }

    @Test
    void whatIsNotFreeIsBilled() throws Exception {
        Shape plenty = new Shape.FirstUse(1_000, Duration.ofDays(1));
        try (Emulated emulated = open(plenty, "requests", true)) {
            ask(emulated, 1);
            emulated.chat(CHAT, "keen", "[[out=9]]", "");
            assertThat(billed(emulated)).isZero();
            emulated.chat(CHAT, "grand", "[[out=9]]", "");
            long grand = billed(emulated);
            assertThat(grand).isBetween(5 + 18L, 60L);
            String tool =
                    "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]";
            emulated.chat(CHAT, "keen", "[[out=9]]", tool);
            assertThat(billed(emulated)).isGreaterThan(grand);
        }
    }

    private static long billed(Emulated emulated) throws Exception {
        return emulated.judge("acme").path("billed_micro_dollars").asLong();
    }

    @Test
    void itKnowsItsOwnPathsModelsAndKeyOnly() throws Exception {
        try (Emulated emulated = open(new Shape.Slots(1), "in_flight", true)) {
            String usual = "/acme/v7/chat/completions";
            assertThat(emulated.chat(usual, "swift", "Hi", "").statusCode()).isEqualTo(404);
            assertThat(emulated.chat(CHAT, "other", "Hi", "").statusCode()).isEqualTo(404);
            assertThat(emulated.chat("else", CHAT, "swift", "Hi", "").statusCode()).isEqualTo(401);
            assertThat(json(emulated.get("/acme/v7/models")).path("data")).hasSize(3);
        }
    }

    @Test
    void oneOfAKnownProvidersIdStandsInItsPlace() throws Exception {
        Invention other =
                new Invention(
                        "groq",
                        "key",
                        Map.of("chat", "/groq/chat"),
                        List.of(model("swift", List.of(), List.of())));
        try (Emulated emulated = Emulated.inventing("2026-11-20T12:00:00Z", other)) {
            assertThat(emulated.chat("/groq/chat", "swift", "Hi", "").statusCode()).isEqualTo(200);
            assertThat(emulated.judge("groq").path("accepted").asInt()).isEqualTo(1);
        }
    }
}
