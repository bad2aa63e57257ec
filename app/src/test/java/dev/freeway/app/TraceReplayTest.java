package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trace of real arrivals through the real gateway: no refusal provoked, nothing billed, all
 * counted.
 */
class TraceReplayTest {
    private static final int SPEED = 60;
    private static final Instant JUNE = Instant.parse("2026-06-20T12:00:00Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS");

    @TempDir Path directory;

    private record Arrival(long millis, int input, int output) {}

    @Test
    void twoThousandArrivalsOfAPublicTrace() throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        LocalDateTime first = LocalDateTime.MAX;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new java.util.zip.GZIPInputStream(
                                        Files.newInputStream(
                                                Shared.file("traces/azure_llm_2023_conv.csv.gz"))),
                                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); arrivals.size() < 2_000; line = lines.readLine()) {
                String[] columns = line.strip().split(",", -1);
                LocalDateTime at = LocalDateTime.parse(columns[0], TIME);
                first = first.isBefore(at) ? first : at;
                arrivals.add(
                        new Arrival(
                                Duration.between(first, at).toMillis(),
                                Integer.parseInt(columns[1]),
                                Integer.parseInt(columns[2])));
            }
        }
        replay(arrivals);
    }

    @Test
    void aSmallTraceOfOurOwn() throws Exception {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        List<Arrival> arrivals = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 300; i++) {
            at += random.nextLong(1_500);
            arrivals.add(new Arrival(at, 20 + random.nextInt(2_000), 1 + random.nextInt(300)));
        }
        replay(arrivals);
    }

    private void replay(List<Arrival> arrivals) throws Exception {
        ScaledClock clock = new ScaledClock(JUNE, SPEED, System::nanoTime);
        Demo.Wishes wishes =
                new Demo.Wishes(
                        0,
                        SPEED,
                        directory,
                        clock,
                        Duration.ofSeconds(20),
                        Set.of("openrouter", "cerebras", "github-models"));
        ConcurrentLinkedQueue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
        try (Demo demo = new Demo(wishes);
                Browser browser = new Browser(demo)) {
            send(arrivals, browser, answers);
            Browser.eventually(() -> browser.held() == 0);
            assertThat(answers).hasSize(arrivals.size());
            judge(answers.stream().filter(answer -> answer.statusCode() == 200).toList(), browser);
            assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 429);
        }
    }

    private static void send(
            List<Arrival> arrivals, Browser browser, Queue<HttpResponse<String>> answers)
            throws Exception {
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Arrival arrival : arrivals) {
                long due = start + TimeUnit.MILLISECONDS.toNanos(arrival.millis()) / SPEED;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                var _ =
                        clients.submit(
                                () -> answers.add(browser.chat("auto", prompt(arrival), false)));
            }
        }
    }

    private static String prompt(Arrival arrival) {
        return "road ".repeat(Math.max(1, arrival.input() - 8))
                + "[[out="
                + arrival.output()
                + "]]";
    }

    /** The stand-ins' own count is the measure. */
    private void judge(List<HttpResponse<String>> served, Browser browser) throws Exception {
        long accepted = 0;
        long tokens = 0;
        for (JsonNode provider : browser.judge().path("providers")) {
            assertThat(provider.path("refused_by_quota").asLong()).isZero();
            assertThat(provider.path("refused_other").asLong()).isZero();
            assertThat(provider.path("billed_micro_dollars").asLong()).isZero();
            accepted += provider.path("accepted").asLong();
            tokens += provider.path("input_tokens").asLong();
            tokens += provider.path("output_tokens").asLong();
        }
        System.out.println("replayed: " + served.size() + " served, none refused by quota");
        assertThat(served.size()).isGreaterThan(40);
        assertThat(accepted).isEqualTo(served.size());
        assertThat(used("tpd")).isEqualTo(tokens);
        assertThat(used("rpd")).isEqualTo(accepted);
        everyAnswerIsInTheJournalOnce(served);
    }

    private void everyAnswerIsInTheJournalOnce(List<HttpResponse<String>> served) throws Exception {
        assertThat(
                        Sqlite.number(
                                directory,
                                "SELECT count(*) FROM activity WHERE outcome = 'served'"))
                .isEqualTo(served.size());
        for (HttpResponse<String> answer : served) {
            JsonNode body = Browser.json(answer);
            String same =
                    "SELECT count(*) FROM activity WHERE answer_id = '%s' AND output = %d"
                            .formatted(
                                    body.path("id").asText(),
                                    body.at("/usage/completion_tokens").asLong());
            assertThat(Sqlite.number(directory, same)).isOne();
        }
    }

    /** What the ledger has counted against the member's day, over all days. */
    private long used(String limit) throws Exception {
        return Sqlite.number(
                directory,
                "SELECT sum(balance) FROM account WHERE provider = 'freeway' AND limit_id = '"
                        + limit
                        + "'");
    }
}
