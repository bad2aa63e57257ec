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
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trace of real arrivals through the real gateway: no refusal provoked, nothing billed, all
 * counted.
 */
class TraceReplayTest {
    private static final int SPEED = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS");

    @TempDir Path directory;

    private record Arrival(long millis, int input, int output) {}

    @Test
    void twoThousandArrivalsOfAPublicTrace() throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new java.util.zip.GZIPInputStream(
                                        Files.newInputStream(
                                                Shared.file("traces/azure_llm_2023_conv.csv.gz"))),
                                StandardCharsets.UTF_8))) {
            lines.readLine();
            LocalDateTime first = null;
            for (String line = lines.readLine(); arrivals.size() < 2_000; line = lines.readLine()) {
                String[] columns = line.strip().split(",");
                LocalDateTime at = LocalDateTime.parse(columns[0], TIME);
                first = first == null ? at : first;
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
        ScaledClock clock =
                new ScaledClock(InstantSource.system().instant(), SPEED, System::nanoTime);
        Demo.Wishes wishes = new Demo.Wishes(0, SPEED, directory, clock, Duration.ofSeconds(20));
        ConcurrentLinkedQueue<JsonNode> answered = new ConcurrentLinkedQueue<>();
        Map<Integer, AtomicInteger> statuses = new HashMap<>();
        for (int status : new int[] {200, 413, 429}) {
            statuses.put(status, new AtomicInteger());
        }
        try (Demo demo = new Demo(wishes);
                Browser browser = new Browser(demo)) {
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                long start = System.nanoTime();
                for (Arrival arrival : arrivals) {
                    long due = start + TimeUnit.MILLISECONDS.toNanos(arrival.millis()) / SPEED;
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                    clients.submit(() -> {
                        HttpResponse<String> answer = browser.chat("auto", prompt(arrival), false);
                        statuses.get(answer.statusCode()).incrementAndGet();
                        if (answer.statusCode() == 200) {
                            answered.add(Browser.json(answer));
                        }
                        return null;
                    });
                }
            }
            Browser.eventually(() -> browser.held() == 0);
            System.out.println("replayed " + arrivals.size() + ": " + statuses);
            judge(arrivals.size(), statuses, answered, browser);
        }
    }

    private static String prompt(Arrival arrival) {
        return "road ".repeat(Math.max(1, arrival.input() - 8))
                + "[[out="
                + arrival.output()
                + "]]";
    }

    private void judge(
            int asked,
            Map<Integer, AtomicInteger> statuses,
            Iterable<JsonNode> answered,
            Browser browser)
            throws Exception {
        int seen = statuses.values().stream().mapToInt(AtomicInteger::get).sum();
        assertThat(seen).as("%s", statuses).isEqualTo(asked);
        assertThat(statuses.get(200).get()).isGreaterThan(40);
        long accepted = 0;
        long input = 0;
        long output = 0;
        for (JsonNode provider : browser.judge().path("providers")) {
            assertThat(provider.path("refused_by_quota").asLong()).isZero();
            assertThat(provider.path("refused_other").asLong()).isZero();
            assertThat(provider.path("billed_micro_dollars").asLong()).isZero();
            accepted += provider.path("accepted").asLong();
            input += provider.path("input_tokens").asLong();
            output += provider.path("output_tokens").asLong();
        }
        assertThat(accepted).isEqualTo(statuses.get(200).get());
        Map<String, JsonNode> served = new HashMap<>();
        long loggedInput = 0;
        long loggedOutput = 0;
        for (JsonNode log : browser.logs()) {
            if (log.path("outcome").asText().equals("served")) {
                assertThat(served.put(log.path("answer_id").asText(), log)).isNull();
                loggedInput += log.path("input_tokens").asLong();
                loggedOutput += log.path("output_tokens").asLong();
            }
        }
        for (JsonNode answer : answered) {
            JsonNode log = served.get(answer.path("id").asText());
            if (log != null) {
                assertThat(log.path("output_tokens").asLong())
                        .isEqualTo(answer.at("/usage/completion_tokens").asLong());
            }
        }
        assertThat(used("tpd")).isEqualTo(input + output);
        assertThat(used("rpd")).isEqualTo(accepted);
        assertThat(loggedInput).isLessThanOrEqualTo(input);
        assertThat(loggedOutput).isLessThanOrEqualTo(output);
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
