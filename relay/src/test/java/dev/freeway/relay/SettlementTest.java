package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Price;
import dev.freeway.core.quota.Take;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What came to nothing is no run, and a request all the same. */
class SettlementTest {
    private static Settlement settlement(boolean ran, boolean failed) {
        return new Settlement(
                Usage.of(0, 3), Instant.EPOCH, Instant.EPOCH, false, Optional.empty(), ran, failed);
    }

    private static Take take(String provider, Meter meter) {
        Limit limit = Limit.of("l", meter, Window.rolling(10, Duration.ofDays(1)));
        Limit priced = meter.priced() ? limit.at(Price.tokens(0, 0, 1_000_000)) : limit;
        return new Take(new CounterKey(provider, "a", "*", "l"), priced, 1);
    }

    @Test
    void onlyRunsAreSpared() {
        assertThat(settlement(true, false).amount(take("p", Meter.RUNS))).isEqualTo(1);
        assertThat(settlement(false, true).amount(take("p", Meter.RUNS))).isZero();
        assertThat(settlement(false, true).amount(take("p", Meter.REQUESTS))).isEqualTo(1);
    }

    @Test
    void aFailureCostsAMemberNothingWhateverItsProviderCounted() {
        Take members = take(CounterKey.GRANTED, Meter.MICRO_DOLLARS);
        Take providers = take("p", Meter.MICRO_DOLLARS);
        assertThat(settlement(true, false).amount(members)).isEqualTo(3);
        assertThat(settlement(true, true).amount(members)).isZero();
        assertThat(settlement(true, true).amount(providers)).isEqualTo(3);
        assertThat(settlement(true, true).amount(take(CounterKey.GRANTED, Meter.TOTAL_TOKENS)))
                .isEqualTo(3);
    }
}
