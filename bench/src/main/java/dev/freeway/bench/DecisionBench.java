package dev.freeway.bench;

import dev.freeway.core.quota.Admission;
import dev.freeway.core.quota.CounterKey;
import dev.freeway.core.quota.Decision;
import dev.freeway.core.quota.Span;
import dev.freeway.core.quota.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The pure decision over four limits, one of them a rolling window with a busy minute behind it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionBench {
    private final Map<CounterKey, Tally> tallies = new HashMap<>();
    private final Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Setup
    public void fill() {
        for (CounterKey key : FourLimits.keys()) {
            Tally tally = Tally.EMPTY;
            for (int i = 60; i > 0; i--) {
                Span span = Span.at(now.minusMillis(i * 1_000L));
                tally = FourLimits.of(key).orElseThrow().counter().use(tally, 1, span);
            }
            tallies.put(key, tally);
        }
    }

    @Benchmark
    public Decision fourLimits() {
        return Admission.decide(
                FourLimits.CLAIM, key -> tallies.getOrDefault(key, Tally.EMPTY), now);
    }
}
