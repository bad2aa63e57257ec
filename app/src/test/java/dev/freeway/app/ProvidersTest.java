package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway says of the catalog, and of what it was before. */
class ProvidersTest extends DemoTest {
    private JsonNode provider(String id) throws Exception {
        for (JsonNode provider : Browser.json(browser.get("/api/providers")).path("providers")) {
            if (provider.path("id").asText().equals(id)) {
                return provider;
            }
        }
        throw new AssertionError("no provider " + id);
    }

    @Test
    void everyProviderSaysAllOfItself() throws Exception {
        JsonNode page = Browser.json(browser.get("/api/providers"));
        assertThat(page.path("providers").size()).isGreaterThan(10);
        for (JsonNode provider : page.path("providers")) {
            String id = provider.path("id").asText();
            assertThat(provider.path("state").asText()).as(id).isIn("live", "retired");
            assertThat(provider.at("/privacy/trains").asText()).as(id).isNotEmpty();
            assertThat(provider.at("/use/serves").asText()).as(id).isNotEmpty();
            List<JsonNode> sourced = new ArrayList<>();
            provider.path("limits").forEach(sourced::add);
            provider.path("gates").forEach(sourced::add);
            provider.path("billing").forEach(sourced::add);
            sourced.addAll(
                    List.of(
                            provider.path("privacy"),
                            provider.path("use"),
                            provider.path("models_from")));
            assertThat(sourced)
                    .as(id)
                    .allSatisfy(said -> {
                        assertThat(said.path("source").asText()).isNotEmpty();
                        assertThat(said.path("checked").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
                        assertThat(said.path("certainty").asText())
                                .isIn("verified", "observed", "uncertain");
                    });
        }
    }

    @Test
    void whatHeldBeforeIsSaidWithItsLastDay() throws Exception {
        assertThat(rpm("today")).contains("5 requests").contains("2026-06-01..");
        assertThat(rpm("before")).contains("30 requests").contains("..2026-06-01");
        clock.set(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(rpm("today")).contains("30 requests");
        assertThat(rpm("later")).contains("5 requests");
    }

    private String rpm(String holds) throws Exception {
        for (JsonNode limit : provider("cerebras").path("limits")) {
            boolean wanted =
                    limit.path("id").asText().equals("rpm")
                            && limit.path("holds").asText().equals(holds);
            if (wanted) {
                return "%s %s..%s"
                        .formatted(
                                limit.path("words").asText(),
                                limit.path("from").asText("").replace("null", ""),
                                limit.path("until").asText("").replace("null", ""));
            }
        }
        throw new AssertionError("no rpm " + holds);
    }

    @Test
    void anAccountIsShownWithWhatHoldsForIt() throws Exception {
        JsonNode openrouter = provider("openrouter");
        assertThat(openrouter.at("/accounts/0/name").asText()).isEqualTo("emulated");
        List<String> rpd = new ArrayList<>();
        for (JsonNode limit : openrouter.path("limits")) {
            if (limit.path("id").asText().equals("rpd") && !limit.path("applies_to").isEmpty()) {
                rpd.add(limit.path("words").asText());
            }
        }
        assertThat(rpd)
                .containsExactly("1,000 requests a calendar day (UTC), for the whole account");
    }
}
