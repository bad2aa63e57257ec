package dev.freeway.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final List<String> COLUMNS = List.of("model", "requests", "free");

    private static String csv(String text) {
        return line(Format.CSV, Json.object().put("model", text));
    }

    private static String line(Format format, ObjectNode row) {
        return new String(format.line(COLUMNS, row), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void whatASpreadsheetWouldTakeForAFormulaIsText(String text) {
        assertThat(csv(text)).isEqualTo("'" + text + ",,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a,b|\"a,b\"",
                "say \"x\"|\"say \"\"x\"\"\"",
                "=A1,\"x\"|\"'=A1,\"\"x\"\"\"",
                "a=b|a=b",
                "gpt-4o|gpt-4o"
            })
    void aCellIsQuotedWhereItMustBe(String text, String cell) {
        assertThat(csv(text)).isEqualTo(cell + ",,\r\n");
    }

    @Test
    void aLineBreakInACellStaysInIt() {
        assertThat(csv("a\r\n=b")).isEqualTo("\"a\r\n=b\",,\r\n");
        assertThat(csv("\r=b")).isEqualTo("\"'\r=b\",,\r\n");
    }

    @Test
    void numbersAreAsTheyAreAndWhatIsNotThereIsEmpty() {
        ObjectNode row = Json.object().put("model", "m").put("requests", -7).putNull("free");
        assertThat(line(Format.CSV, row)).isEqualTo("m,-7,\r\n");
        assertThat(line(Format.JSONL, row))
                .isEqualTo("{\"model\":\"m\",\"requests\":-7,\"free\":null}\n");
        assertThat(new String(Format.CSV.head(COLUMNS), StandardCharsets.UTF_8))
                .isEqualTo("model,requests,free\r\n");
        assertThat(Format.JSONL.head(COLUMNS)).isEmpty();
    }

    @Test
    void anObjectInACellIsItsJson() {
        ObjectNode row = Json.object();
        row.putObject("model").put("seed", 7);
        assertThat(line(Format.CSV, row)).isEqualTo("\"{\"\"seed\"\":7}\",,\r\n");
    }
}
