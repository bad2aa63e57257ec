package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop says so first, and lets end what runs. */
class DrainTest {
    private static final String TOKEN = "a-token-of-enough-length";
    private static final String LAST = "the end";

    @TempDir Path directory;

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer provider;

    @BeforeEach
    void startProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext("/v1/models", http -> say(http, "{\"data\":[{\"id\":\"m\"}]}"));
        provider.createContext("/v1/chat/completions", this::chat);
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        mayEnd.countDown();
        client.shutdownNow();
        provider.stop(0);
    }

    private void chat(HttpExchange http) throws IOException {
        String asked = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.contains("\"stream\":true")) {
            stream(http);
        } else {
            say(
                    http,
                    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                            + "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"}}],"
                            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}");
        }
    }

    /** Says one thing, and the other only when it may. */
    private void stream(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("content-type", "text/event-stream");
        http.sendResponseHeaders(200, 0);
        try (OutputStream out = http.getResponseBody()) {
            out.write(event("first", "null"));
            out.flush();
            mayEnd.await();
            out.write(event(LAST, "\"stop\""));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] event(String content, String finish) {
        String json =
                "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":%s,"
                        + "\"delta\":{\"content\":\"%s\"}}]}";
        return ("data: " + json.formatted(finish, content) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void say(HttpExchange http, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private ServeProcess serve(String drain) throws Exception {
        String text =
                """
                data: %s
                drain: %s
                tokens: [{name: me, token: %s}]
                accounts: [{provider: local, base_url: "http://127.0.0.1:%d/v1"}]
                """
                        .formatted(directory, drain, TOKEN, provider.getAddress().getPort());
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
        assertThat(lines.readLine()).contains("first");
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
                .anyMatch(line -> line.contains(LAST))
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
