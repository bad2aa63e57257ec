package dev.freeway.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub Models' table: a tier of models, a Copilot plan, and what it may (commit 0b47378). */
final class GitHubTiers {
    private static final List<String> PLANS = List.of("free", "pro", "business", "enterprise");

    /** Requests a minute, a day, at a time; tokens in and out of one request. */
    record May(int minute, int day, int atATime, int input, int output) {}

    private static final String TABLE =
            """
            low         | 15 150 5  8000 4000 | 15 150 5  8000 4000 | 15 300 5  8000 4000 | 20 450 8  8000 8000
            high        | 10  50 2  8000 4000 | 10  50 2  8000 4000 | 10 100 2  8000 4000 | 15 150 4 16000 8000
            embedding   | 15 150 5 64000    0 | 15 150 5 64000    0 | 15 300 5 64000    0 | 20 450 8 64000    0
            o1-preview  | -                   |  1   8 1  4000 4000 |  2  10 1  4000 4000 |  2  12 1  4000 8000
            o1-o3-gpt5  | -                   |  1   8 1  4000 4000 |  2  10 1  4000 4000 |  2  12 1  4000 8000
            mini-reason | -                   |  2  12 1  4000 4000 |  3  15 1  4000 4000 |  3  20 1  4000 4000
            deepseek-r1 |  1   8 1  4000 4000 |  1   8 1  4000 4000 |  2  10 1  4000 4000 |  2  12 1  4000 4000
            grok-3      |  1  15 1  4000 4000 |  1  15 1  4000 4000 |  2  20 1  4000 8000 |  2  30 1  4000 16000
            grok-3-mini |  2  30 1  4000 8000 |  2  30 1  4000 8000 |  3  40 1  4000 12000 | 3  50 1  4000 12000
            """;

    /** Every model and its tier. */
    static final Map<String, String> OF_MODEL =
            Map.ofEntries(
                    Map.entry("openai/gpt-4.1", "high"),
                    Map.entry("openai/gpt-4o", "high"),
                    Map.entry("openai/gpt-4o-mini", "low"),
                    Map.entry("microsoft/phi-4", "low"),
                    Map.entry("meta/meta-llama-3.1-8b-instruct", "low"),
                    Map.entry("mistral-ai/ministral-3b", "low"),
                    Map.entry("openai/text-embedding-3-small", "embedding"),
                    Map.entry("openai/o1-preview", "o1-preview"),
                    Map.entry("openai/o1", "o1-o3-gpt5"),
                    Map.entry("openai/o3", "o1-o3-gpt5"),
                    Map.entry("openai/gpt-5", "o1-o3-gpt5"),
                    Map.entry("openai/o1-mini", "mini-reason"),
                    Map.entry("openai/o3-mini", "mini-reason"),
                    Map.entry("openai/o4-mini", "mini-reason"),
                    Map.entry("openai/gpt-5-mini", "mini-reason"),
                    Map.entry("openai/gpt-5-nano", "mini-reason"),
                    Map.entry("openai/gpt-5-chat", "mini-reason"),
                    Map.entry("deepseek/deepseek-r1", "deepseek-r1"),
                    Map.entry("deepseek/deepseek-r1-0528", "deepseek-r1"),
                    Map.entry("microsoft/mai-ds-r1", "deepseek-r1"),
                    Map.entry("xai/grok-3", "grok-3"),
                    Map.entry("xai/grok-3-mini", "grok-3-mini"));

    private GitHubTiers() {}

    static String tier(String model) {
        return OF_MODEL.getOrDefault(model, "low");
    }

    /** What that account may with that model; empty: nothing, on its plan. */
    static Optional<May> may(EmulatedAccount account, String model) {
        int plan = Math.max(0, PLANS.indexOf(account.fact("copilot_plan", "free")));
        String tier = tier(model);
        return TABLE.lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells[0].strip().equals(tier))
                .map(cells -> cells[1 + plan].strip())
                .filter(cell -> !cell.equals("-"))
                .map(GitHubTiers::read)
                .findFirst();
    }

    private static May read(String cell) {
        int[] n = List.of(cell.split(" +", -1)).stream().mapToInt(Integer::parseInt).toArray();
        return new May(n[0], n[1], n[2], n[3], n[4]);
    }
}
