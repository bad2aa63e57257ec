package dev.freeway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of each wire beside OpenAI's is met at the door itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WiresTest {
    private static final String GEMINI = "/v1beta/models/auto:generateContent";
    private static final String HI = "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}";
    private final Street street = new Street();

    @AfterAll
    void close() {
        street.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return street.send(street.authorized(path));
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String body) throws Exception {
        return street.send(request.POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        GEMINI + "?key=fw_test, 200",
        GEMINI + "?alt=sse&key=fw_test, 200",
        GEMINI + "?key=fw_wrong, 401",
        GEMINI + ", 401",
        "/v1/models/auto:generateContent?key=fw_test, 200",
        "/v1/chat/completions?key=fw_test, 401"
    })
    void googlesKeyMayStandInGooglesAddressesOnly(String path, int status) throws Exception {
        street.provider = (call, sink) -> Street.says(call, sink, "{\"choices\":[]}");
        HttpResponse<String> answer = post(street.request(path), HI);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("fw_test", "fw_wrong");
        assertThat(answer.body().contains("UNAUTHENTICATED"))
                .isEqualTo(status == 401 && path.startsWith("/v1beta"));
    }

    @Test
    void countingAsksNoProvider() throws Exception {
        int journaled = street.journal.size();
        HttpResponse<String> answer =
                post(street.authorized("/v1beta/models/auto:countTokens"), HI);
        assertThat(json(answer).path("totalTokens").asInt()).isBetween(1, 100);
        assertThat(street.journal).hasSize(journaled);
        assertThat(
                        json(post(street.authorized("/v1beta/models/auto:countTokens"), "{"))
                                .at("/error/status")
                                .asText())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void googlesListComesByThePage() throws Exception {
        JsonNode first = json(get("/v1beta/models?pageSize=3"));
        assertThat(first.at("/models/0/name").asText()).isEqualTo("models/auto");
        assertThat(first.path("models").size()).isEqualTo(3);
        JsonNode rest =
                json(get("/v1beta/models?pageToken=" + first.path("nextPageToken").asText()));
        assertThat(rest.at("/models/0/name").asText()).isEqualTo("models/talker");
        assertThat(rest.has("nextPageToken")).isFalse();
        assertThat(get("/v1beta/models?pageSize=x").statusCode()).isEqualTo(400);
    }

    @Test
    void ofTwoListsUnderOnePathGooglesClientsGetTheirs() throws Exception {
        for (String path : List.of("/v1/models", "/v1/models/talker")) {
            JsonNode theirs =
                    json(street.send(street.request(path).header("x-goog-api-key", "fw_test")));
            assertThat(theirs.findValuesAsText("name")).contains("models/talker");
            assertThat(json(get(path)).findValuesAsText("id")).contains("talker");
        }
        HttpResponse<String> wrong =
                street.send(street.request("/v1/models").header("x-goog-api-key", "fw_wrong"));
        assertThat(json(wrong).at("/error/status").asText()).isEqualTo("UNAUTHENTICATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/org/talker:free", "acme%2Forg%2Ftalker%3Afree", "talker", "auto"})
    void oneModelIsFoundHoweverItIsEncoded(String id) throws Exception {
        JsonNode model = json(get("/v1beta/models/" + id));
        assertThat(model.path("inputTokenLimit").asInt()).isEqualTo(100_000);
        assertThat(model.path("supportedGenerationMethods").toString())
                .contains("streamGenerateContent", "embedContent");
    }

    @Test
    void whatIsNotThereIsSaidInTheWireOfItsPath() throws Exception {
        assertThat(json(get("/v1beta/models/none")).at("/error/status").asText())
                .isEqualTo("NOT_FOUND");
        assertThat(json(get("/v1beta/else")).at("/error/code").asInt()).isEqualTo(404);
        HttpResponse<String> shown = post(street.authorized("/api/show"), "{\"model\":\"none\"}");
        assertThat(shown.statusCode()).isEqualTo(404);
        assertThat(json(shown).path("error").asText()).contains("'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/chat",
        "POST, /api/generate",
        "POST, /api/embed",
        "POST, /api/embeddings",
        "POST, /api/show",
        "GET, /api/tags",
        "GET, /api/version"
    })
    void aDoorThatIsClosedIsNotThereAndSaysHowToSwitchItOn(String method, String path)
            throws Exception {
        street.sideDoors = Set.of();
        HttpResponse<String> answer =
                street.send(street.authorized(path).method(method, BodyPublishers.ofString("{}")));
        street.sideDoors = Set.of(SideDoor.OLLAMA);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("error").asText())
                .contains("doors: [ollama]", "--doors ollama");
    }

    @Test
    void ollamasListsNameWhatCanBeAskedFor() throws Exception {
        JsonNode tags = json(get("/api/tags"));
        assertThat(tags.at("/models/2/name").asText()).isEqualTo("acme/org/talker:free");
        assertThat(tags.at("/models/2/digest").asText()).hasSize(64);
        JsonNode shown = json(post(street.authorized("/api/show"), "{\"name\":\"talker:latest\"}"));
        assertThat(shown.path("capabilities").toString()).contains("completion", "tools");
        assertThat(shown.at("/model_info/remote.context_length").asInt()).isEqualTo(100_000);
        assertThat(json(get("/api/version")).path("version").asText())
                .matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void gitHubsCatalogueListsEveryModelOnce() throws Exception {
        JsonNode catalogue = json(get("/catalog/models?api-version=2026-03-10"));
        assertThat(catalogue.size()).isEqualTo(1);
        JsonNode model = catalogue.path(0);
        assertThat(model.path("id").asText()).isEqualTo("org/talker:free");
        assertThat(model.path("name").asText()).isEqualTo("talker:free");
        assertThat(model.path("publisher").asText()).isEqualTo("org");
        assertThat(model.path("registry").asText()).isEqualTo("acme");
        assertThat(model.at("/limits/max_output_tokens").asInt()).isEqualTo(10_000);
        assertThat(model.path("supported_input_modalities").toString()).contains("image");
        assertThat(model.path("html_url").asText())
                .isEqualTo(
                        "http://127.0.0.1:%d/v1/models/org/talker:free".formatted(street.port()));
        assertThat(street.send(street.request("/catalog/models")).statusCode()).isEqualTo(401);
    }
}
