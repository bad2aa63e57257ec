package dev.freeway.emulator;

import static dev.freeway.emulator.Emulated.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults strike as they were wished for, and the judge remembers who asked. */
class FaultsTest {
    private static final String CEREBRAS = "/cerebras/v1/chat/completions";

    @SuppressWarnings("NullAway.Init")
    private Emulated emulated;

    @BeforeEach
    void start() throws Exception {
        emulated = Emulated.standard("2026-11-20T12:00:00Z");
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    private HttpResponse<String> wish(String wish) throws Exception {
        return emulated.send("PUT", "", "/_emulator/faults", wish);
    }

    private HttpResponse<String> ask(String model, String more) throws Exception {
        return emulated.chat(
                "csk-emulated",
                CEREBRAS,
                model,
                "Hi [[out=30]]",
                "\"max_completion_tokens\":30" + more);
    }

    @Test
    void aWishThatCannotBeMetIsRefused() throws Exception {
        for (String wrong :
                new String[] {
                    "{\"fault\":\"cut\",\"provider\":\"cerebas\"}",
                    "{\"fault\":\"cutt\"}",
                    "{\"fault\":\"cut\",\"times\":\"twice\"}",
                    "{\"fault\":\"server_error\",\"status\":200}",
                }) {
            HttpResponse<String> refused = wish(wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("expected: ");
        }
        assertThat(wish("{\"fault\":\"cut\",\"provider\":\"cerebas\"}").body())
                .contains("'cerebas'", "cerebras");
        assertThat(json(emulated.get("/_emulator/faults")).path("faults")).isEmpty();
    }

    @Test
    void aSecondWishOfAKindReplacesTheFirst() throws Exception {
        wish("{\"fault\":\"server_error\",\"provider\":\"cerebras\",\"times\":5}");
        wish("{\"fault\":\"server_error\",\"provider\":\"cerebras\",\"times\":1,\"status\":503}");
        assertThat(json(emulated.get("/_emulator/faults")).path("faults")).hasSize(1);
        assertThat(ask("gpt-oss-120b", "").statusCode()).isEqualTo(503);
        assertThat(ask("gpt-oss-120b", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultStrikesItsModelOnlyAndAfterSoManyChunks() throws Exception {
        wish("{\"fault\":\"clean_end\",\"model\":\"gemma-4-31b\",\"after_chunks\":5,\"times\":1}");
        assertThat(ask("gpt-oss-120b", ",\"stream\":true").body()).contains("[DONE]");
        String ended = ask("gemma-4-31b", ",\"stream\":true").body();
        assertThat(ended).doesNotContain("[DONE]");
        assertThat(ended.split("data: ", -1)).hasSize(1 + 5);
    }

    @Test
    void anErrorInAStreamStandsWhereTheNextPieceWould() throws Exception {
        wish("{\"fault\":\"error_in_stream\",\"times\":1}");
        HttpResponse<String> answer = ask("gpt-oss-120b", ",\"stream\":true");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"finish_reason\":\"error\"", "disconnected");
    }

    @Test
    void aDripCutsLettersInHalfAndLosesNone() throws Exception {
        wish("{\"fault\":\"non_ascii\",\"times\":1}");
        String whole = text(ask("gpt-oss-120b", ""));
        wish("{\"fault\":\"slow_drip\",\"times\":1}");
        String dripped = text(ask("gpt-oss-120b", ""));
        assertThat(dripped).isEqualTo(whole).contains("道").contains("🚗");
    }

    private static String text(HttpResponse<String> answer) {
        return json(answer).at("/choices/0/message/content").asText();
    }

    @Test
    void theJudgeNamesProviderAndAccountAndForgetsWhenAsked() throws Exception {
        ask("gpt-oss-120b", "");
        JsonNode request = json(emulated.get("/_emulator/requests")).at("/cerebras/0");
        assertThat(request.path("provider").asText()).isEqualTo("cerebras");
        assertThat(request.path("account").asText()).isEqualTo("csk-emulated");
        assertThat(emulated.judge("cerebras").path("accepted").asInt()).isOne();
        assertThat(emulated.send("DELETE", "", "/_emulator", "").statusCode()).isEqualTo(200);
        JsonNode anew = emulated.judge("cerebras");
        assertThat(anew.path("accepted").asInt()).isZero();
        assertThat(anew.path("limits")).isEmpty();
        assertThat(json(emulated.get("/_emulator/requests")).path("cerebras")).isEmpty();
    }
}
