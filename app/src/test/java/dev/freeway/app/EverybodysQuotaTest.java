package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the limits of whoever is served stand, as an operator is told. */
class EverybodysQuotaTest extends DemoTest {
    private static final String MODEL = "gpt-oss-120b";

    private Clerk clerk;
    private String ann;
    private String bob;

    @Override
    Set<String> providers() {
        return Set.of("cerebras");
    }

    /** Ann's plan counts all models alike, bob's each apart. */
    @BeforeEach
    void annAndBob() throws Exception {
        clerk = new Clerk(demo, browser);
        ann = clerk.member("ann", "personal");
        bob = clerk.member("bob", "github-models-free");
    }

    private List<JsonNode> quota(String member) throws Exception {
        List<JsonNode> limits = new ArrayList<>();
        for (JsonNode limit : browser.quota()) {
            if (limit.path("provider").asText().equals("freeway")
                    && limit.path("account").asText().equals(member)) {
                limits.add(limit);
            }
        }
        return limits;
    }

    private void asks(String token) throws Exception {
        assertThat(clerk.chats(token, MODEL).statusCode()).isEqualTo(200);
        Browser.eventually(() -> browser.held() == 0);
    }

    private String metrics() throws Exception {
        return browser.get("/metrics").body();
    }

    @Test
    void whatHoldsWhateverTheModelIsToldOfEveryAccount() throws Exception {
        clerk.organisation("acme", "personal", "ann");
        assertThat(quota("acme"))
                .extracting(limit -> limit.path("limit").asText())
                .containsExactlyInAnyOrder("rpm", "rpd", "tpd", "concurrent");
        asks(ann);
        assertThat(quota("ann"))
                .filteredOn(limit -> limit.path("limit").asText().equals("rpd"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.path("used").asLong()).isOne());
        assertThat(metrics())
                .contains(
                        "freeway_limit_used{provider=\"freeway\",account=\"ann\",model=\"*\",limit=\"rpd\",meter=\"requests\"}"
                            + " 1");
        clerk.done("DELETE", "/api/members/ann", "");
        assertThat(quota("ann")).isEmpty();
    }

    @Test
    void whatCountsModelsApartIsToldOnceItIsTouched() throws Exception {
        assertThat(quota("bob")).isEmpty();
        asks(bob);
        List<JsonNode> own = new ArrayList<>();
        clerk.done(bob, "GET", "/v1/key", "").at("/data/limits").forEach(own::add);
        own.removeIf(limit -> limit.path("used").asLong() == 0);
        assertThat(own).isNotEmpty();
        assertThat(quota("bob")).containsExactlyInAnyOrderElementsOf(own);
        assertThat(metrics()).contains("account=\"bob\"");
        assertThat(runway(browser.get("/v1/usage?member=bob").body()))
                .isEqualTo(runway(clerk.ask(bob, "GET", "/v1/usage", "").body()))
                .isNotEmpty();
    }

    private static Set<String> runway(String page) {
        Set<String> limits = new TreeSet<>();
        Json.parse(page)
                .orElseThrow()
                .path("runway")
                .forEach(limit -> limits.add(limit.toString()));
        return limits;
    }

    @Test
    void aTokensBudgetIsToldOnceItIsTouchedAndCreditsAreNot() throws Exception {
        JsonNode made =
                clerk.done(
                        "POST",
                        "/api/tokens",
                        "{\"of\":\"ann\",\"budgets\":[{\"meter\":\"requests\",\"amount\":9,\"per\":\"day\"}]}");
        clerk.done("POST", "/api/credits", "{\"holder\":\"ann\",\"micro_dollars\":1000}");
        asks(ann);
        assertThat(quota("ann")).hasSize(4);
        asks(made.path("token").asText());
        assertThat(quota("ann"))
                .hasSize(5)
                .filteredOn(limit ->
                        limit.path("model").asText().equals(made.path("token_id").asText()))
                .singleElement()
                .satisfies(limit -> assertThat(limit.path("left").asLong()).isEqualTo(8));
    }
}
