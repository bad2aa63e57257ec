package dev.freeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.catalog.Account;
import dev.freeway.core.catalog.Bound;
import dev.freeway.core.catalog.Facts;
import dev.freeway.core.catalog.Model;
import dev.freeway.core.catalog.Offer;
import dev.freeway.core.catalog.Permit;
import dev.freeway.core.catalog.Provider;
import dev.freeway.core.catalog.Secret;
import dev.freeway.core.quota.Anchor;
import dev.freeway.core.quota.Bucket;
import dev.freeway.core.quota.CalendarUnit;
import dev.freeway.core.quota.Cap;
import dev.freeway.core.quota.Counter;
import dev.freeway.core.quota.Slots;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files in {@code catalog/} and {@code plans/} come to for a gateway that reads them. */
class CatalogTest {
    private static final Instant TODAY = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-15T12:00:00Z");
    private static final Catalog CATALOG = Catalog.load();

    static Stream<Provider> providers() {
        return CATALOG.providers().stream();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void noTwoLimitsOfAnOfferShareACounter(Provider provider) {
        for (Offer offer : offers(provider, Map.of())) {
            assertThat(offer.limits()).extracting(Bound::key).doesNotHaveDuplicates();
        }
    }

    /** Else a client that sets no bound of its own would never be served. */
    @ParameterizedTest
    @MethodSource("providers")
    void aShortPromptWithTheDefaultBoundFitsEveryLimit(Provider provider) {
        for (Offer offer : offers(provider, Map.of())) {
            Usage usage = Usage.of(100, offer.model().outputTokensDefault());
            assertThat(offer.limits())
                    .allSatisfy(bound ->
                            assertThat(bound.limit().price().amount(usage))
                                    .isLessThanOrEqualTo(bound.limit().counter().amount()));
        }
    }

    @Test
    void onlyFreeVariantsOfOpenRouterAreOffered() {
        assertThat(provider("openrouter").models())
                .extracting(Model::id)
                .allMatch(id -> id.endsWith(":free"));
    }

    @Test
    void openRouterGivesFiftyADayAndAThousandAfterTenCredits() {
        Window minute = Window.rolling(20, Duration.ofSeconds(60));
        Window day = Window.calendar(50, CalendarUnit.DAY, ZoneId.of("UTC"));
        Duration guard = Duration.ofSeconds(2);
        String model = "openai/gpt-oss-20b:free";
        Map<String, Counter> few = limits("openrouter", model, Map.of("credits_purchased", "9"));
        assertThat(few).isEqualTo(Map.of("rpm", minute, "rpd", day.guarded(guard)));
        assertThat(limits("openrouter", model, Map.of("credits_purchased", "10")).get("rpd"))
                .extracting(Counter::amount)
                .isEqualTo(1000L);
    }

    @Test
    void cerebrasCountsBucketsPerModel() {
        Map<String, Counter> limits = limits("cerebras", "gpt-oss-120b", Map.of());
        assertThat(limits)
                .containsEntry("rpm", Bucket.of(5, Duration.ofMinutes(1)))
                .containsEntry("rph", Bucket.of(150, Duration.ofHours(1)))
                .containsEntry("rpd", Bucket.of(2_400, Duration.ofDays(1)))
                .containsEntry("tpm_uncached", Bucket.of(30_000, Duration.ofMinutes(1)))
                .containsEntry("tpm_total", Bucket.of(90_000, Duration.ofMinutes(1)))
                .containsEntry("tph", Bucket.of(1_000_000, Duration.ofHours(1)))
                .containsEntry("tpd", Bucket.of(1_000_000, Duration.ofDays(1)));
    }

    @Test
    void anOlderProfileHoldsBeforeItsDate() {
        Map<String, Counter> limits = limits("cerebras", "gpt-oss-120b", Map.of(), FEBRUARY);
        assertThat(limits)
                .containsEntry("rpm", Bucket.of(30, Duration.ofMinutes(1)))
                .containsEntry("tpm_total", Bucket.of(60_000, Duration.ofMinutes(1)))
                .doesNotContainKey("tpm_uncached");
    }

    @Test
    void gitHubCountsByTierAndCopilotPlan() {
        assertThat(limits("github-models", "openai/gpt-4o", plan("free")))
                .isEqualTo(
                        Map.of(
                                "rpm", Window.rolling(10, Duration.ofMinutes(1)),
                                "rpd", Window.rolling(50, Duration.ofDays(1)),
                                "concurrent", new Slots(2),
                                "input", new Cap(8_000),
                                "output", new Cap(4_000)));
        assertThat(limits("github-models", "openai/gpt-4o", plan("enterprise")))
                .isEqualTo(
                        Map.of(
                                "rpm", Window.rolling(15, Duration.ofMinutes(1)),
                                "rpd", Window.rolling(150, Duration.ofDays(1)),
                                "concurrent", new Slots(4),
                                "input", new Cap(16_000),
                                "output", new Cap(8_000)));
        assertThat(limits("github-models", "openai/text-embedding-3-small", plan("free")))
                .containsEntry("input", new Cap(64_000))
                .doesNotContainKey("output");
    }

    @Test
    void whatAPlanDoesNotIncludeHasNoTermsAtAll() {
        assertThat(limits("github-models", "openai/gpt-5", plan("free"))).isEmpty();
        assertThat(limits("github-models", "openai/gpt-5", plan("pro"))).hasSize(5);
    }

    @Test
    void gitHubModelsIsRetired() {
        Provider gitHub = provider("github-models");
        assertThat(gitHub.retired(Instant.parse("2026-07-29T23:59:59Z"))).isFalse();
        assertThat(gitHub.retired(Instant.parse("2026-07-30T00:00:00Z"))).isTrue();
        assertThat(gitHub.retirement()).contains("2026-07-30");
    }

    @Test
    void thePersonalPlanLimitsRequestsTokensAndThoseUnderWay() {
        List<Bound> limits =
                CATALOG.plan("personal")
                        .orElseThrow()
                        .member("ann", true, Set.of())
                        .allowance()
                        .limits(Instant.EPOCH);
        assertThat(limits)
                .extracting(bound -> bound.limit().counter().getClass().getSimpleName())
                .containsExactly("Window", "Window", "Window", "Slots");
        assertThat(limits.get(1).limit().counter())
                .extracting(counter -> ((Window) counter).anchor())
                .isEqualTo(new Anchor.Calendar(CalendarUnit.DAY, ZoneId.of("UTC")));
    }

    private static Map<String, String> plan(String copilot) {
        return Map.of("copilot_plan", copilot);
    }

    private static Provider provider(String id) {
        return CATALOG.provider(id).orElseThrow();
    }

    private static Map<String, Counter> limits(
            String provider, String model, Map<String, String> facts) {
        return limits(provider, model, facts, TODAY);
    }

    private static Map<String, Counter> limits(
            String provider, String model, Map<String, String> facts, Instant now) {
        Map<String, Counter> byId = new TreeMap<>();
        offers(provider(provider), facts, now)
                .filter(offer -> offer.model().id().equals(model))
                .flatMap(offer -> offer.limits().stream())
                .forEach(bound -> byId.put(bound.limit().id(), bound.limit().counter()));
        return byId;
    }

    /** Every offer there, now and in February. */
    private static List<Offer> offers(Provider provider, Map<String, String> facts) {
        return Stream.concat(offers(provider, facts, TODAY), offers(provider, facts, FEBRUARY))
                .toList();
    }

    private static Stream<Offer> offers(Provider provider, Map<String, String> said, Instant now) {
        Map<String, String> facts = new TreeMap<>();
        CATALOG.facts(provider).forEach(fact -> facts.put(fact.name(), fact.otherwise()));
        facts.putAll(said);
        Account account =
                new Account(
                        provider,
                        "test",
                        new Secret("key"),
                        provider.baseUrl(),
                        Facts.of(facts),
                        Permit.NONE);
        return provider.models().stream().map(model -> Offer.of(account, model, now));
    }
}
