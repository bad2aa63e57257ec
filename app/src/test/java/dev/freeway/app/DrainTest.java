package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop says so first, and lets end what runs. */
class DrainTest {
    private static final String TOKEN = "a-token-of-enough-length";

    @TempDir Path directory;

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LocalModel provider;

    @BeforeEach
    void startProvider() throws IOException {
        provider = new LocalModel(mayEnd::await);
    }

    @AfterEach
    void stopProvider() {
        mayEnd.countDown();
        client.shutdownNow();
        provider.close();
    }

    private ServeProcess serve(String drain) throws Exception {
        String text =
                """
                data: %s
                drain: %s
                tokens: [{name: me, token: %s, operator: true}]
                accounts: [%s]
                """
                        .formatted(directory, drain, TOKEN, provider.account());
        Path config = Files.writeString(directory.resolve("freeway.yaml"), text);
        ServeProcess gateway = new ServeProcess(directory, config, ServeProcess.freePort(), client);
        gateway.awaitReady();
        return gateway;
    }

    private HttpRequest ask(ServeProcess gateway, boolean stream) {
        return HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .timeout(Browser.PATIENCE)
                .header("authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(Browser.chatBody("m", "Hi", stream)))
                .build();
    }

    private BufferedReader begun(ServeProcess gateway) throws Exception {
        HttpResponse<InputStream> answer =
                client.send(ask(gateway, true), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains(LocalModel.FIRST);
        return lines;
    }

    @Test
    void whatRunsEndsWhatComesIsAnsweredForAWhileAndThenNobodyListens() throws Exception {
        ServeProcess gateway = serve("{notice: 3s, finish: 30s}");
        BufferedReader stream = begun(gateway);
        gateway.terminate();
        Browser.eventually(() -> gateway.ready() == 503);
        HttpResponse<String> late =
                client.send(ask(gateway, false), HttpResponse.BodyHandlers.ofString());
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.headers().allValues("connection")).isEqualTo(List.of("close"));
        Browser.eventually(() -> refused(gateway));
        mayEnd.countDown();
        assertThat(stream.lines().toList())
                .anyMatch(line -> line.contains(LocalModel.LAST))
                .contains("data: [DONE]");
        assertThat(gateway.ends()).isTrue();
    }

    @Test
    void whatDoesNotEndInTimeIsCut() throws Exception {
        ServeProcess gateway = serve("{notice: 0s, finish: 100ms}");
        BufferedReader stream = begun(gateway);
        gateway.terminate();
        assertThat(gateway.ends()).isTrue();
        assertThat(mayEnd.getCount()).isOne();
        stream.close();
    }

    @Test
    void whoWatchesIsLetGo() throws Exception {
        ServeProcess gateway = serve("{notice: 3s, finish: 30s}");
        HttpRequest watch =
                HttpRequest.newBuilder(gateway.url().resolve("/api/quota/stream"))
                        .timeout(Browser.PATIENCE)
                        .header("authorization", "Bearer " + TOKEN)
                        .build();
        HttpResponse<InputStream> events =
                client.send(watch, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(events.statusCode()).isEqualTo(200);
        gateway.terminate();
        assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("event: quota\n");
        assertThat(gateway.ready()).isEqualTo(503);
        mayEnd.countDown();
        assertThat(gateway.ends()).isTrue();
    }

    private boolean refused(ServeProcess gateway) throws Exception {
        try {
            gateway.ready();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException cut) {
            return false;
        }
    }
}
