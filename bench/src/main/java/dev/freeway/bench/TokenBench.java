package dev.freeway.bench;

import dev.freeway.api.tokens.Prompts;
import dev.freeway.core.chat.Document;
import dev.freeway.core.chat.TokenBound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to estimate a prompt, beside bounding it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TokenBench {
    private static final String HEAD = "[{\"role\":\"user\",\"content\":\"";
    private static final String PROSE =
            "The ferry left the harbour a little after seven, when the fog had not yet lifted. ";
    private static final int SEED = 7;

    private static final int STIRRED_EVERY = 24;

    /**
     * Words that recur, or letters at random, changed each time, so that none was counted before.
     */
    @Param({"words", "noise"})
    public String text = "";

    @Param({"1", "8", "100", "1000"})
    public int kilobytes;

    private final Random random = new Random(SEED);
    private final Prompts prompts = new Prompts();
    private Document body = Document.EMPTY;

    /** Writes the prompt. */
    @Setup
    public void write() {
        StringBuilder prompt = new StringBuilder(HEAD);
        while (prompt.length() < kilobytes * 1_024) {
            if (text.equals("words")) {
                prompt.append(PROSE);
            } else {
                prompt.append((char) ('a' + random.nextInt(26)));
            }
        }
        byte[] bytes = prompt.append("\"}]").toString().getBytes(StandardCharsets.UTF_8);
        body = new Document(bytes, List.of(new Document.Member("messages", 0, bytes.length)));
    }

    private void stir() {
        byte[] bytes = body.bytes();
        for (int i = HEAD.length(); i < bytes.length - HEAD.length(); i += STIRRED_EVERY) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
    }

    @Benchmark
    public long estimate() {
        if (text.equals("noise")) {
            stir();
        }
        return prompts.estimate("auto", body);
    }

    @Benchmark
    public long bound() {
        return TokenBound.of(body.bytes(), 0, body.bytes().length);
    }
}
