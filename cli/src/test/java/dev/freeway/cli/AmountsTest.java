package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and times as people read them. */
class AmountsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests|0|0",
                "requests|999999|999,999",
                "total_tokens|1000000|1M",
                "total_tokens|1999999|1.99M",
                "total_tokens|1200000|1.2M",
                "total_tokens|10000000|10M",
                "total_tokens|3000000000|3B",
                "micro_dollars|1500|$0.0015",
                "micro_dollars|250000|$0.25",
                "micro_dollars|1234500000|$1,234.50",
                "milli_neurons|10000000|10,000",
                "audio_milliseconds|7200000|7,200"
            })
    void amounts(String meter, long amount, String words) {
        assertThat(Amounts.of(meter, amount)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,now",
        "PT-5S,now",
        "PT0.001S,1 s",
        "PT59.5S,1 min 0 s",
        "PT3H12M9S,3 h 12 min",
        "P2DT2H,2 d 2 h"
    })
    void waits(Duration wait, String words) {
        assertThat(Amounts.wait(wait)).isEqualTo(words);
    }
}
