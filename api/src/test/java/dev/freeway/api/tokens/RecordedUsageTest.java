package dev.freeway.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers counted of recorded answers, beside what is estimated of their text. */
class RecordedUsageTest {
    @ParameterizedTest
    @CsvSource({
        "groq_groq-text.json, /choices/0/message/content, /usage/completion_tokens",
        "mistral_mistral-text.json, /choices/0/message/content, /usage/completion_tokens"
    })
    void anAnswerIsEstimatedWithinThreePercent(String recording, String text, String counted)
            throws Exception {
        JsonNode answer = recorded(recording);
        assertThat(estimate(answer, text))
                .isCloseTo(answer.at(counted).asLong(), Percentage.withPercentage(3));
    }

    @Test
    void aShortOneWithinAFewTokens() throws Exception {
        JsonNode answer = recorded("google_google-text.json");
        long counted = answer.at("/usageMetadata/candidatesTokenCount").asLong();
        String text = "/candidates/0/content/parts/0/text";
        assertThat(estimate(answer, text)).isBetween(counted - 3, counted + 3);
    }

    private static long estimate(JsonNode answer, String text) {
        char[] words = answer.at(text).asText().toCharArray();
        double tokens = new Tokenizer().count(words, 0, words.length);
        String model = answer.path("model").asText() + answer.path("modelVersion").asText();
        return Family.of(model).tokens(new Family.Content(tokens, 0, 0, false));
    }

    /** Recordings stand beside the project, and are not part of it. */
    private static JsonNode recorded(String name) throws Exception {
        Path home = Path.of(System.getProperty("freeway.home", "..")).toAbsolutePath().normalize();
        Path body = home.resolveSibling("shared/fixtures/wire/" + name);
        assumeTrue(Files.exists(body), "skipped: there is no ../shared/fixtures/wire");
        return Json.parse(Files.readAllBytes(body)).orElseThrow();
    }
}
