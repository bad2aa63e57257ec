package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.testkit.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries to be billed, in every way a provider is known to charge; the stand-ins say whether. */
class BillingTest {
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir Path directory;

    private OneProvider open(String provider, String fact, String allowed) throws Exception {
        return new OneProvider(clock, directory, provider, fact, allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai      | data_sharing=yes        | gpt-4.1-2025-04-14                       | 20000 | 5
                    openai      | data_sharing=no         | gpt-4.1-2025-04-14                       | 100 | 0
                    cloudflare  | workers_plan=paid       | @cf/meta/llama-3.3-70b-instruct-fp8-fast | 3000 | 5
                    huggingface | credits=purchased       | openai/gpt-oss-120b                      | 8000 | 5
                    huggingface | own_key_groq=yes        | openai/gpt-oss-120b:groq                 | 100 | 0
                    huggingface | own_key_groq=yes        | openai/gpt-oss-120b:fastest              | 100 | 0
                    vercel      | purchased=yes           | openai/gpt-4o-mini                       | 100 | 0
                    gemini      | billing=paid            | gemini-2.5-flash                         | 100 | 0
                    replicate   | payment_method=yes      | meta/meta-llama-3-8b-instruct            | 20 | 0
                    fireworks   | payment_method=yes      | accounts/fireworks/models/kimi-k2p5      | 16000 | 5
                    hyperbolic  | deposited=10            | deepseek-ai/DeepSeek-R1-0528             | 8000 | 5
                    sambanova   | payment_method=yes      | gpt-oss-120b                             | 100 | 0
                    together    | credit_dollars=0        | openai/gpt-oss-20b                       | 100 | 0
                    """)
    void nothingIsBilledUnlessItIsAllowed(
            String provider, String fact, String model, int output, int servedMin)
            throws Exception {
        try (OneProvider world = open(provider, fact, "")) {
            int served = world.spend(model, output, false);
            assertThat(world.billed()).isZero();
            assertThat(served).isGreaterThanOrEqualTo(servedMin);
            assertThat(served > 0).isEqualTo(servedMin > 0);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
        }
    }

    /** While it was there: fifty a day for nothing, then token units up to the ceiling. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai/gpt-4o    |                                    | 50 | 0
                    openai/gpt-4o    | allow_billing: {paid_usage: 0.06}  | 55 | 50000
                    mistral-ai/ministral-3b | allow_billing: {paid_usage: 1.00} | 150 | 0
                    """)
    void beyondGitHubsDayIsBilledOnlyWhereAllowedAndPriced(
            String model, String allowed, int served, long microDollars) throws Exception {
        clock.set(Instant.parse("2026-05-01T12:00:00Z"));
        try (OneProvider world =
                open("github-models", "paid_usage=yes", allowed == null ? "" : allowed)) {
            assertThat(world.spend(model, 1_000, false)).isEqualTo(served);
            assertThat(world.billed()).isBetween(microDollars, microDollars + 1_000);
            assertThat(world.judged().path("refused_by_quota").asInt()).isZero();
        }
    }

    @Test
    void complimentaryTokensAreNotSpentOnTools() throws Exception {
        try (OneProvider world = open("openai", "data_sharing=yes", "")) {
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).body()).contains("tools");
            assertThat(world.billed()).isZero();
        }
    }

    @Test
    void whatIsAllowedIsBilledUpToItsCeiling() throws Exception {
        try (OneProvider world =
                open("openai", "data_sharing=yes", "allow_billing: {overage: 1.00}")) {
            world.spend("gpt-4.1-2025-04-14", 20_000, false);
            assertThat(world.billed()).isBetween(1L, 1_000_000L);
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).body()).contains("tools");
        }
    }

    /** A request may forbid what the operator allows: then the day's free tokens are all. */
    @Test
    void whatAClientForbidsIsNotBilledAlthoughItIsAllowed() throws Exception {
        try (OneProvider world =
                open("openai", "data_sharing=yes", "allow_billing: {overage: 1.00, tools: 1.00}")) {
            world.adds("X-Freeway-Spend", "0");
            assertThat(world.spend("gpt-4.1-2025-04-14", 20_000, false)).isGreaterThan(4);
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).body())
                    .contains("may be billed $", "more than $0");
            assertThat(world.billed()).isZero();
            world.adds("X-Freeway-Spend", "0.5");
            assertThat(world.ask("gpt-4.1-2025-04-14", 50, true).statusCode()).isEqualTo(200);
            assertThat(world.billed()).isBetween(1L, 500_000L);
        }
    }

    @Test
    void toolsAreBilledUpToTheirCeilingWhereTheyAreAllowed() throws Exception {
        try (OneProvider world =
                open("openai", "data_sharing=yes", "allow_billing: {tools: 0.02}")) {
            world.spend("gpt-4.1-2025-04-14", 500, true);
            assertThat(world.billed()).isBetween(1L, 20_000L);
        }
    }

    /** Else the gateway would think the day's pool full, and its requests would be charged. */
    @Test
    void whatTheOrganisationUsedElsewhereIsReadBack() throws Exception {
        try (OneProvider world =
                open("openai", "data_sharing=yes", "usage_key: sk-admin-emulated")) {
            for (int i = 0; i < 8; i++) {
                assertThat(world.direct("gpt-4.1-2025-04-14", 20_000).statusCode()).isEqualTo(200);
                clock.turn(Duration.ofMinutes(1));
            }
            world.gateway.reconcile();
            int served = world.spend("gpt-4.1-2025-04-14", 20_000, false);
            assertThat(served).isBetween(3, 4);
            assertThat(world.billed()).isZero();
        }
    }
}
