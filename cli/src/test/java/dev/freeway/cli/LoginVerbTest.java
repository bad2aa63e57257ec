package dev.freeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in and joining, spoken to a gateway and by a browser. */
class LoginVerbTest {
    private static final Pattern RETURN_TO = Pattern.compile("return_to=([^&\\s]+)(\\S*)");

    private final FakeGateway gateway = new FakeGateway();
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        browser.shutdownNow();
        gateway.close();
    }

    private Spoken typing(String text) {
        InputStream typed = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        Address address = new Address(gateway.url(), "fw_old");
        return new Spoken(
                new Surroundings(
                        () -> Optional.of(address),
                        () -> Optional.of(address),
                        false,
                        80,
                        () -> Spoken.NOW,
                        new Stdin(typed, false)));
    }

    /** What the verb says, once it says where the browser is to go. */
    private static Matcher asked(Spoken freeway) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < giveUp) {
            Matcher found = RETURN_TO.matcher(freeway.err());
            if (found.find()) {
                return found;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("no address: " + freeway.err());
    }

    private HttpResponse<String> comes(String to) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(to)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aPasswordIsReadFromWhereNobodySeesIt() {
        gateway.page("/api/login", "{\"token\":\"fw_session\"}");
        Spoken freeway = typing("correct horse\n");
        assertThat(freeway.execute("login", "--password", "ann")).isZero();
        assertThat(freeway.out()).isEqualTo("FREEWAY_ADMIN_TOKEN=fw_session\n");
        assertThat(gateway.asked().getFirst())
                .isEqualTo(
                        "POST /api/login Bearer {\"name\":\"ann\",\"password\":\"correct"
                                + " horse\"}");
    }

    @Test
    void aPasswordIsSetThatNobodySees() {
        gateway.page("/api/members/ann", "{\"id\":\"ann\",\"logs_in\":true}");
        Spoken freeway = typing("correct horse battery\n");
        assertThat(freeway.execute("members", "password", "ann")).isZero();
        assertThat(freeway.out()).contains("logs_in").doesNotContain("horse");
        assertThat(gateway.asked().getFirst())
                .startsWith("PATCH /api/members/ann")
                .endsWith("{\"password\":\"correct horse battery\"}");
    }

    @Test
    void aBrowserBringsACodeThatBringsTheToken(@TempDir Path directory) throws Exception {
        gateway.page("/api/login/code", "{\"token\":\"fw_session\"}");
        Spoken freeway = typing("");
        Path file = directory.resolve("env");
        CompletableFuture<Integer> done =
                CompletableFuture.supplyAsync(() ->
                        freeway.execute(
                                "login", "--env-file", file.toString(), "--invitation", "fwi_x"));
        Matcher asked = asked(freeway);
        String back = URLDecoder.decode(asked.group(1), StandardCharsets.UTF_8);
        assertThat(asked.group(2)).isEqualTo("&invitation=fwi_x");
        assertThat(back).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}");
        // Another page may guess the port, and not the path.
        String guessed = back.substring(0, back.lastIndexOf('/'));
        assertThat(comes(guessed + "/?code=fwc_evil").statusCode()).isEqualTo(404);
        assertThat(comes(back).statusCode()).isEqualTo(404);
        assertThat(comes(back + "?code=fwc_good").body()).contains("close this window");
        assertThat(done.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(gateway.asked())
                .containsExactly("POST /api/login/code Bearer {\"code\":\"fwc_good\"}");
        assertThat(freeway.out()).doesNotContain("fw_session");
        assertThat(Files.readAllLines(file))
                .containsExactly("FREEWAY_URL=" + gateway.url(), "FREEWAY_ADMIN_TOKEN=fw_session");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whereNobodyComesBackThatIsSaid() {
        Spoken freeway = typing("");
        assertThat(freeway.execute("login", "--wait", "0")).isOne();
        assertThat(freeway.err()).contains("nobody came back");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void whoIsNewJoinsByNoTokenAndWhoIsHereByTheirs() {
        gateway.page("/api/join", "{\"id\":\"bob\",\"token\":\"fw_new\"}");
        Spoken freeway = typing("");
        assertThat(freeway.execute("join", "fwi_x", "--name", "bob")).isZero();
        assertThat(freeway.out()).contains("token  fw_new");
        assertThat(freeway.execute("join", "fwi_x")).isZero();
        assertThat(gateway.asked())
                .containsExactly(
                        "POST /api/join Bearer {\"code\":\"fwi_x\",\"name\":\"bob\"}",
                        "POST /api/join Bearer fw_old {\"code\":\"fwi_x\"}");
    }
}
