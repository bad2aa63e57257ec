package dev.freeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the catalog's schema finds wrong with a file. */
class SchemaTest {
    private static final String GOOD =
            "{id: rpm, meter: requests, slots: 1, source: here, checked: 2026-11-20, certainty:"
                    + " verified}";

    @Test
    void aPlanHasLimitsAndNoModels() throws Exception {
        assertThat(mistakes("id: p\nname: P\nlimits: [" + GOOD + "]")).isEmpty();
    }

    @Test
    void aProviderHasMoreThanModels() throws Exception {
        assertThat(mistakes("id: p\nname: P\nmodels: []\nlimits: []"))
                .containsExactly(
                        "x.yaml:1:1: key 'base_url' is missing",
                        "x.yaml:1:1: key 'key_variables' is missing",
                        "x.yaml:1:1: key 'paths' is missing",
                        "x.yaml:1:1: key 'stops_on_cancel' is missing",
                        "x.yaml:1:1: key 'models_from' is missing",
                        "x.yaml:1:1: key 'privacy' is missing",
                        "x.yaml:1:1: key 'use' is missing");
    }

    @Test
    void aLimitSaysWhereItIsFromAndHasOneShape() throws Exception {
        assertThat(mistakes("id: p\nname: P\nlimits:\n- {id: rpm, meter: request, cap: 0, pot: 1}"))
                .containsExactly(
                        "x.yaml:4:3: key 'source' is missing",
                        "x.yaml:4:3: key 'checked' is missing",
                        "x.yaml:4:3: key 'certainty' is missing",
                        "x.yaml:4:3: none or several of a kind (expected: exactly one of window"
                                + " with anchor, bucket with period, pot, slots, cap)",
                        "x.yaml:4:20: 'request' (did you mean 'requests'?)",
                        "x.yaml:4:34: '0' (expected: ≥ 1)");
    }

    @Test
    void aDateIsADate() throws Exception {
        assertThat(mistakes("id: p\nname: P\nlimits: [" + GOOD.replace("-20", "") + "]"))
                .singleElement()
                .asString()
                .isEqualTo("x.yaml:3:70: '2026-11' (expected: like 2026-11-20)");
    }

    private static List<String> mistakes(String text) throws Exception {
        Path schema = Path.of(System.getProperty("freeway.home"), "catalog", "schema.json");
        return Schema.mistakes("x.yaml", text, Files.readString(schema));
    }
}
