package dev.freeway.bench.yield;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Who asked for how much, and when: a CSV file, plain or gzipped, with a header. Columns are known
 * by their names: a time (seconds, or {@code yyyy-MM-dd HH:mm:ss}), input and output tokens, and
 * optionally a client.
 *
 * @param rows in order of time, the first at 0
 */
record Trace(List<Row> rows) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSSS][.SSSSSS][.SSS]");

    private static final double DAY_SECONDS = 86_400;
    private static final double MEAN_GAP_SECONDS = 5;
    private static final int TENANTS = 50;

    Trace {
        rows = List.copyOf(rows);
    }

    /**
     * One request.
     *
     * @param seconds since the first
     * @param client empty where the trace does not tell
     */
    record Row(double seconds, String client, int input, int output) {}

    /** Where its columns are. */
    private record Columns(int time, int client, int input, int output) {
        static Columns of(String header) throws IOException {
            List<String> names =
                    Arrays.asList(header.strip().toLowerCase(Locale.ROOT).split(",", -1));
            Columns found =
                    new Columns(
                            find(names, "t_s", "timestamp", "time", "arrived_at"),
                            find(names, "client_id", "client", "member", "tenant"),
                            find(names, "input_tokens", "contexttokens", "prompt_tokens"),
                            find(names, "output_tokens", "generatedtokens", "completion_tokens"));
            if (found.time < 0 || found.input < 0 || found.output < 0) {
                throw new IOException(
                        "line 1: '%s' (expected: t_s or TIMESTAMP, input_tokens or ContextTokens, output_tokens or GeneratedTokens)"
                                .formatted(header));
            }
            return found;
        }

        private static int find(List<String> names, String... known) {
            return Arrays.stream(known)
                    .mapToInt(names::indexOf)
                    .filter(i -> i >= 0)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /**
     * One of our own: a day of some tenants of very different size, with busy hours and bursts. The
     * same every time.
     */
    static Trace invented() {
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (double at = gap(0, random); at < DAY_SECONDS; at += gap(at, random)) {
            int tenant = (int) Math.pow(TENANTS, random.nextDouble());
            int input = (int) Math.exp(6.3 + 1.3 * random.nextGaussian());
            int output = (int) Math.exp(5.0 + 1.0 * random.nextGaussian());
            rows.add(
                    new Row(
                            at,
                            "tenant-" + tenant,
                            Math.clamp(input, 1, 100_000),
                            Math.clamp(output, 1, 8_000)));
        }
        return new Trace(fromZero(rows));
    }

    /** Until the next request: busiest in the afternoon, and one of eleven ten-minutes bursts. */
    private static double gap(double at, Random random) {
        double busy = 1 + 0.8 * Math.sin((at / 3600 - 9) / 24 * 2 * Math.PI);
        double burst = ((long) (at / 600)) * 7919 % 11 == 0 ? 2.5 : 1;
        return -Math.log(1 - random.nextDouble()) * MEAN_GAP_SECONDS / (busy * burst);
    }

    /**
     * Reads one.
     *
     * @throws IOException when it cannot be read, or a line is not what it should be; says which
     */
    static Trace read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            Columns columns = Columns.of(header == null ? "" : header);
            List<Row> rows = new ArrayList<>();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(row(line, number, columns));
                }
            }
            if (rows.isEmpty()) {
                throw new IOException(
                        file.getFileName() + ": no rows (expected: at least one request)");
            }
            return new Trace(fromZero(rows));
        }
    }

    private static Row row(String line, int number, Columns columns) throws IOException {
        String[] cells = line.strip().split(",", -1);
        try {
            return new Row(
                    seconds(cells[columns.time]),
                    columns.client < 0 ? "" : cells[columns.client],
                    Math.max(1, Integer.parseInt(cells[columns.input])),
                    Math.max(1, Integer.parseInt(cells[columns.output])));
        } catch (RuntimeException e) {
            throw new IOException(
                    "line %d: '%s' (expected: a time and token counts)".formatted(number, line), e);
        }
    }

    private static double seconds(String cell) {
        if (cell.indexOf('-') > 0) {
            LocalDateTime at = LocalDateTime.parse(cell.replace('T', ' '), STAMP);
            return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant(ZoneOffset.UTC)) / 1e6;
        }
        return Double.parseDouble(cell);
    }

    private static List<Row> fromZero(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::seconds));
        double first = sorted.getFirst().seconds();
        return sorted.stream()
                .map(row -> new Row(row.seconds() - first, row.client(), row.input(), row.output()))
                .toList();
    }

    /** How long until it begins anew: what it spans, in whole hours where it is nearly one. */
    Duration span() {
        double mean = rows.getLast().seconds() / Math.max(1, rows.size() - 1);
        double span = rows.getLast().seconds() + mean;
        double hours = Math.ceil(span / 3600);
        boolean nearly = hours * 3600 - span < 0.02 * span;
        return Duration.ofMillis((long) (1000 * (nearly ? hours * 3600 : span)));
    }
}
