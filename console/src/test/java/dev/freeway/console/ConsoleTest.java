package dev.freeway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freeway.wire.Listener;
import dev.freeway.wire.Network;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is served under {@code /console/}, as a browser gets it. */
class ConsoleTest {
    private static final int FIRST_PAGE_BYTES_MAX = 150 * 1024;
    private static final Pattern FILE = Pattern.compile("\"(/console/v-[^\"]+\\.\\w+)\"");

    /** The rules of an area of pages, and the name that one of them is for. */
    private static final Pattern AREA = Pattern.compile("(books|chat|people)\\.css");

    private static final Pattern NAMED = Pattern.compile("(?m)^\\s*\\.([a-z][a-z-]*)");

    /** What is everybody's: an area may say more of it within its own. */
    private static final Set<String> SHARED =
            Set.of("filters", "rows", "stacks", "page-head", "pair", "provider", "door");

    private Network network;
    private Listener listener;
    private HttpClient client;

    @BeforeEach
    void listen() throws Exception {
        network = Network.open(1);
        listener =
                network.listen(
                        "127.0.0.1",
                        0,
                        new Console(http -> http.response().setStatusCode(418).end()));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void close() throws Exception {
        client.shutdownNow();
        listener.close();
        network.close();
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers)
            throws Exception {
        URI url = URI.create("http://127.0.0.1:" + listener.port() + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** What a browser fetches at once; what the import map names it may fetch. */
    private Set<String> files() throws Exception {
        Set<String> files = new LinkedHashSet<>();
        String page = new String(get("/console/home").body());
        FILE.matcher(page.replaceFirst("<script type=\"importmap\">.*</script>", ""))
                .results()
                .map(found -> found.group(1))
                .forEach(files::add);
        return files;
    }

    @Test
    void theRootLeadsToItAndTheRestGoesOn() throws Exception {
        for (String path : List.of("/", "/console")) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(header(answer, "location")).isEqualTo("/console/");
        }
        assertThat(get("/v1/models").statusCode()).isEqualTo(418);
        assertThat(get("/consoles").statusCode()).isEqualTo(418);
        assertThat(ask("POST", "/console/").statusCode()).isEqualTo(418);
        assertThat(ask("POST", "/").statusCode()).isEqualTo(418);
    }

    @Test
    void everyAddressOfAPageIsTheSameDocumentUnderAStrictPolicy() throws Exception {
        HttpResponse<byte[]> home = get("/console/");

        assertThat(get("/console/tokens/new").body()).isEqualTo(home.body());
        assertThat(header(home, "content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .contains("style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("require-trusted-types-for 'script'; trusted-types lit-html dompurify")
                .doesNotContain("unsafe");
        assertThat(header(home, "cache-control")).isEqualTo("no-cache");
        assertThat(header(home, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(home, "referrer-policy")).isEqualTo("no-referrer");
    }

    @Test
    void theFirstPageIsSmall() throws Exception {
        int bytes = get("/console/", "accept-encoding", "gzip").body().length;
        Set<String> files = files();
        String lazy = files.iterator().next().replaceAll("(/console/[^/]+/).*", "$1");
        files.add(lazy + "pages/fw-home.js");
        files.add(lazy + "pages/fw-quota.js");
        for (String file : files) {
            HttpResponse<byte[]> answer = get(file, "accept-encoding", "gzip");
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            bytes += answer.body().length;
        }
        assertThat(files).hasSizeGreaterThan(20).noneMatch(file -> file.contains("/lib/chart.js/"));
        assertThat(bytes).isBetween(10_000, FIRST_PAGE_BYTES_MAX);
    }

    @Test
    void aFileIsPackedKnownByItsTagAndKeptForEver() throws Exception {
        for (String file : files()) {
            HttpResponse<byte[]> plain = get(file);
            HttpResponse<byte[]> packed = get(file, "accept-encoding", "br, gzip;q=0.8");
            byte[] opened =
                    new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();

            assertThat(opened).as(file).isEqualTo(plain.body());
            assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
            assertThat(header(packed, "vary")).isEqualTo("accept-encoding");
            assertThat(header(plain, "content-type"))
                    .matches("(text/(css|javascript)|image/svg).*");
            assertThat(header(plain, "cache-control")).endsWith("immutable");
            assertThat(header(plain, "etag")).isNotEqualTo(header(packed, "etag"));
            assertThat(get(file, "if-none-match", header(plain, "etag")).statusCode())
                    .isEqualTo(304);
            assertThat(get(file, "accept-encoding", "gzip;q=0").body()).isEqualTo(plain.body());
        }
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path :
                List.of(
                        "/console/index.html",
                        "/console/v-0/main.js",
                        "/console/../pom.xml",
                        "/console/%2e%2e/Console.class")) {
            assertThat(get(path).statusCode()).as(path).isIn(404, 418);
        }
    }

    /** Text becomes markup by Lit's templates alone. */
    /** What one area calls its own must not change how another looks. */
    @Test
    void noTwoAreasStyleTheSameName() {
        Map<String, Set<String>> areas = new TreeMap<>();
        WebFiles.all()
                .forEach((file, bytes) -> {
                    if (AREA.matcher(file).matches()) {
                        NAMED.matcher(new String(bytes, StandardCharsets.UTF_8))
                                .results()
                                .forEach(rule ->
                                        areas.computeIfAbsent(rule.group(1), _ -> new TreeSet<>())
                                                .add(file));
                    }
                });
        assertThat(areas).containsKeys("said", "bubble", "plan-limits");
        SHARED.forEach(areas::remove);
        assertThat(areas.values()).allMatch(files -> files.size() == 1, areas.toString());
    }

    @Test
    void noModuleWritesMarkup() {
        WebFiles.all()
                .forEach((name, bytes) -> {
                    if (name.endsWith(".js") && !name.startsWith("lib/")) {
                        assertThat(new String(bytes))
                                .as(name)
                                .doesNotContainPattern(
                                        "innerHTML|outerHTML|insertAdjacentHTML|unsafe-html|unsafeHTML|document\\.write|\\beval\\b|style=");
                    }
                });
    }
}
