package dev.freeway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsTest {
    @ParameterizedTest
    @CsvSource({
        "20000, 1, 20000",
        "7199.75, 1000, 7199750",
        "0.5, 60, 30",
        "1.5, 60, 90",
        "0.99, 1, 0",
        "4.123456, 1000000, 4123456",
        "999999999999, 1000000, 999999999999000000"
    })
    void aFractionCountsForWhatItIsInUnits(String said, long times, long units) {
        assertThat(Readings.units(said, times)).hasValue(units);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "1.", ".5", "6m0s", "1234567890123", "1,000"})
    void whatIsNoNumberOrTooLongIsNotRead(String said) {
        assertThat(Readings.units(said, 1)).isEmpty();
    }
}
