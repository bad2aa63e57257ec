package dev.freeway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.core.quota.Limit;
import dev.freeway.core.quota.Meter;
import dev.freeway.core.quota.Usage;
import dev.freeway.core.quota.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What came to nothing is no run, and a request all the same. */
class SettlementTest {
    private static Settlement settlement(boolean ran) {
        return new Settlement(
                Usage.NONE, Instant.EPOCH, Instant.EPOCH, false, Optional.empty(), ran);
    }

    private static Limit limit(Meter meter) {
        return Limit.of("l", meter, Window.rolling(10, Duration.ofDays(1)));
    }

    @Test
    void onlyRunsAreSpared() {
        assertThat(settlement(true).amount(limit(Meter.RUNS))).isEqualTo(1);
        assertThat(settlement(false).amount(limit(Meter.RUNS))).isZero();
        assertThat(settlement(false).amount(limit(Meter.REQUESTS))).isEqualTo(1);
    }
}
