package dev.freeway.api.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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
import java.util.zip.GZIPInputStream;

/**
 * Who asked for how much, and when: a CSV file, plain or gzipped, with a header. Columns are known
 * by their names: a time (seconds, or {@code yyyy-MM-dd HH:mm:ss}), input and output tokens, and
 * optionally a client.
 *
 * @param rows in order of time, the first at 0
 */
public record Trace(List<Row> rows) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSSS][.SSSSSS][.SSS]");

    public Trace {
        rows = List.copyOf(rows);
    }

    /**
     * One request.
     *
     * @param seconds since the first
     * @param client empty where the trace does not tell
     */
    public record Row(double seconds, String client, int input, int output) {}

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
     * Reads one.
     *
     * @throws IOException when it cannot be read, or a line is not what it should be; says which
     */
    public static Trace read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return read(new InputStreamReader(plain, StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads one that is plain.
     *
     * @throws IOException when a line is not what it should be; says which
     */
    public static Trace read(Reader text) throws IOException {
        BufferedReader lines = new BufferedReader(text);
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
            throw new IOException("line 2: nothing (expected: at least one request)");
        }
        return of(rows);
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

    /** That of those requests, in any order, counted from any moment. */
    public static Trace of(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::seconds));
        double first = sorted.getFirst().seconds();
        return new Trace(
                sorted.stream()
                        .map(row ->
                                new Row(
                                        row.seconds() - first,
                                        row.client(),
                                        row.input(),
                                        row.output()))
                        .toList());
    }

    /**
     * How long until it begins anew: what it spans, in whole hours where it is nearly one; a second
     * at least.
     */
    public Duration span() {
        double mean = rows.getLast().seconds() / Math.max(1, rows.size() - 1);
        double span = Math.max(1, rows.getLast().seconds() + mean);
        double hours = Math.ceil(span / 3600);
        boolean nearly = hours * 3600 - span < 0.02 * span;
        return Duration.ofMillis((long) (1000 * (nearly ? hours * 3600 : span)));
    }
}
