package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Condition;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Privacy;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Pot;
import dev.freeway.core.quota.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a list tells of a model holds at one of its offers. */
class ModelCardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Price DEAR = new Price(20, 600_000, 150_000, 3_000_000, 40_000, 0, 0, 0);
    private static final Price CHEAP = Price.tokens(150_000, 150_000, 600_000);

    private static final Privacy LEARNS =
            new Privacy(
                    Privacy.Answer.YES,
                    Privacy.Answer.YES,
                    Condition.NEVER,
                    Set.of(),
                    "",
                    Privacy.OWN.provenance());

    private static Offer offer(String id, Set<Model.Ability> abilities, Bound... limits) {
        Model model = new Model(id, List.of("road"), 8_000, 2_000, 100, abilities, 100);
        return new Offer(Street.offer(Privacy.OWN).account(), model, List.of(limits));
    }

    private static Bound credit(Price price) {
        Limit pot = Limit.of("credit", Meter.MICRO_DOLLARS, new Pot(1_000_000, Instant.MAX));
        return new Bound(
                new CounterKey("acme", "main", CounterKey.SHARED, "credit"), pot.at(price));
    }

    private static JsonNode card(String id, Offer... offers) {
        return ModelCard.of(Listed.byId(List.of(offers), NOW).get(id));
    }

    @Test
    void aCreditIsToldInDollarsAToken() {
        Offer dear = offer("big", Set.of(Model.Ability.CHAT), Street.bound("rpd"), credit(DEAR));
        assertThat(card("acme/big", dear).path("pricing").toString())
                .isEqualTo(
                        """
                        {"prompt":"0.0000006","completion":"0.000003",\
                        "input_cache_read":"0.00000015","request":"0.00002","image_output":"0.04"}\
                        """);
    }

    @Test
    void ofSeveralOffersTheOneThatTakesLeastIsTold() {
        Offer dear = offer("big", Set.of(), credit(DEAR));
        Offer cheap = offer("small", Set.of(), credit(CHEAP));
        Offer free = offer("free", Set.of(), Street.bound("rpd"));
        for (String id : List.of("road", "auto")) {
            assertThat(card(id, dear, cheap).at("/pricing/prompt").asText())
                    .isEqualTo("0.00000015");
            assertThat(card(id, dear, cheap, free).at("/pricing/prompt").asText()).isEqualTo("0");
        }
    }

    @Test
    void modalitiesAndParametersFollowFromWhatItCanDo() {
        Offer sees = offer("eye", Set.of(Model.Ability.CHAT, Model.Ability.VISION));
        JsonNode eye = card("acme/eye", sees);
        assertThat(eye.at("/architecture/modality").asText()).isEqualTo("text+image->text");
        assertThat(eye.path("supported_parameters").toString())
                .contains("temperature")
                .doesNotContain("tools", "response_format");
        JsonNode either = card("road", sees, offer("pen", Set.of(Model.Ability.TOOLS)));
        assertThat(either.path("supported_parameters").toString()).contains("\"tools\"");
        JsonNode vector = card("acme/vector", offer("vector", Set.of(Model.Ability.EMBEDDING)));
        assertThat(vector.at("/architecture/modality").asText()).isEqualTo("text->embeddings");
        assertThat(vector.path("supported_parameters")).isEmpty();
    }

    @Test
    void theClassIsTheLowestOfWhatMayAnswer() {
        Offer small = rated("tiny", Model.Grade.SMALL);
        Offer best = rated("peak", Model.Grade.BEST);
        Offer vector = offer("vector", Set.of(Model.Ability.EMBEDDING));
        assertThat(card("acme/peak", small, best).path("class").asText()).isEqualTo("best");
        assertThat(card("road", best, small).path("class").asText()).isEqualTo("small");
        assertThat(card("acme/vector", vector).has("class")).isFalse();
        assertThat(card("auto", small).path("class").asText()).isEqualTo("medium");
        assertThat(card("auto:small", best).path("class").asText()).isEqualTo("small");
        assertThat(card("auto:best", best, small).path("class").asText()).isEqualTo("best");
        assertThat(Listed.byId(List.of(small, vector), NOW)).doesNotContainKey("auto:best");
    }

    private static Offer rated(String id, Model.Grade grade) {
        Model model =
                new Model(
                        id,
                        List.of("road"),
                        "",
                        8_000,
                        2_000,
                        100,
                        Set.of(Model.Ability.CHAT),
                        Condition.ALWAYS,
                        Map.of(),
                        new Model.Merit(grade, Set.of(), 100));
        return new Offer(Street.offer(Privacy.OWN).account(), model, List.of());
    }

    @Test
    void whetherAnyOfItsOffersLearnsAndUntilWhenItIsServed() {
        Offer own = offer("own", Set.of(Model.Ability.CHAT));
        Offer learns = new Offer(Street.offer(LEARNS).account(), ending("big"), List.of());
        assertThat(card("acme/own", own).path("trains").toString()).isEqualTo("[\"no\"]");
        assertThat(card("acme/own", own).path("retires_on").isNull()).isTrue();
        assertThat(card("acme/big", learns).path("trains").toString()).isEqualTo("[\"yes\"]");
        assertThat(card("acme/big", learns).path("retires_on").asText()).isEqualTo("2026-12-24");
        assertThat(card("road", own, learns).path("trains").toString())
                .isEqualTo("[\"no\",\"yes\"]");
        assertThat(card("road", own, learns).path("retires_on").isNull()).isTrue();
    }

    private static Model ending(String id) {
        return new Model(
                id,
                List.of("road"),
                "",
                8_000,
                2_000,
                100,
                Set.of(Model.Ability.CHAT),
                new Condition.Dated(LocalDate.MIN, LocalDate.parse("2026-12-24")),
                Map.of(),
                new Model.Merit(Model.Grade.MEDIUM, Set.of(), 100));
    }

    @Test
    void whatIsNotKnownIsNull() {
        JsonNode nothing = card("auto");
        assertThat(nothing.path("context_length").isNull()).isTrue();
        assertThat(nothing.at("/top_provider/max_completion_tokens").isNull()).isTrue();
        JsonNode road = card("road", offer("big", Set.of()));
        assertThat(road.path("context_length").asLong()).isEqualTo(8_000);
        assertThat(road.at("/top_provider/max_completion_tokens").asLong()).isEqualTo(2_000);
    }
}
