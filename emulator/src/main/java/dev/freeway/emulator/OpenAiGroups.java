package dev.freeway.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of OpenAI's models share a complimentary pool: as listed on 2026-09-28, and in early 2026.
 */
final class OpenAiGroups {
    private static final Instant LISTED_ANEW = Instant.parse("2026-06-01T00:00:00Z");

    private static final List<String> LARGE =
            words(
                    """
                    gpt-6-astra gpt-6-sol gpt-6-luna gpt-5.6-sol gpt-5.5-2026-04-23
                    gpt-5.4-2026-03-05 gpt-5.2-2025-12-11 gpt-5.1-2025-11-13 gpt-5.1-codex
                    gpt-5-codex gpt-5-2025-08-07 gpt-5-chat-latest gpt-4.1-2025-04-14
                    gpt-4o-2024-05-13 gpt-4o-2024-08-06 gpt-4o-2024-11-20 o3-2025-04-16
                    o1-preview-2024-09-12 o1-2024-12-17
                    """);
    private static final List<String> MINI =
            words(
                    """
                    gpt-5.6-terra gpt-5.6-luna gpt-5.4-mini-2026-03-17 gpt-5.4-nano-2026-03-17
                    gpt-5.1-codex-mini gpt-5-mini-2025-08-07 gpt-5-nano-2025-08-07
                    gpt-4.1-mini-2025-04-14 gpt-4.1-nano-2025-04-14 gpt-4o-mini-2024-07-18
                    o4-mini-2025-04-16 o1-mini-2024-09-12 codex-mini-latest
                    """);
    private static final List<String> LARGE_BEFORE = List.of("gpt-4o", "o1", "o1-preview");
    private static final List<String> MINI_BEFORE = List.of("gpt-4o-mini", "o1-mini", "o3-mini");

    /** In no group at any time. */
    private static final List<String> OTHERS =
            List.of("text-embedding-3-small", "text-embedding-3-large");

    private static final Map<String, Price> PRICES =
            Map.ofEntries(
                    Map.entry("gpt-4o", new Price(2.50, 10.00)),
                    Map.entry("gpt-4o-2024-05-13", new Price(5.00, 15.00)),
                    Map.entry("gpt-4o-mini", new Price(0.15, 0.60)),
                    Map.entry("gpt-4.1", new Price(2.00, 8.00)),
                    Map.entry("gpt-4.1-mini", new Price(0.40, 1.60)),
                    Map.entry("gpt-4.1-nano", new Price(0.10, 0.40)),
                    Map.entry("gpt-5-", new Price(1.25, 10.00)),
                    Map.entry("gpt-5-mini", new Price(0.25, 2.00)),
                    Map.entry("gpt-5-nano", new Price(0.05, 0.40)),
                    Map.entry("o1", new Price(15.00, 60.00)),
                    Map.entry("o1-mini", new Price(1.10, 4.40)),
                    Map.entry("o3-mini", new Price(1.10, 4.40)),
                    Map.entry("o4-mini", new Price(1.10, 4.40)),
                    Map.entry("o3", new Price(2.00, 8.00)),
                    Map.entry("text-embedding-3-small", new Price(0.02, 0)),
                    Map.entry("text-embedding-3-large", new Price(0.13, 0)));

    private OpenAiGroups() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    /** {@code large}, {@code mini}, or none. */
    static Optional<String> of(String model, Instant now) {
        boolean before = now.isBefore(LISTED_ANEW);
        if ((before ? LARGE_BEFORE : LARGE).contains(model)) {
            return Optional.of("large");
        }
        return (before ? MINI_BEFORE : MINI).contains(model)
                ? Optional.of("mini")
                : Optional.empty();
    }

    /** Whether it was ever in the group of the small. */
    static boolean small(String model) {
        return MINI.contains(model) || MINI_BEFORE.contains(model);
    }

    /** Of either list: a model outlives its place on it. */
    static List<String> models() {
        List<String> all = new ArrayList<>(LARGE);
        all.addAll(MINI);
        all.addAll(LARGE_BEFORE);
        all.addAll(MINI_BEFORE);
        all.addAll(OTHERS);
        return all;
    }

    /** List prices by the longest beginning that fits; those of gpt-5.1 and later are assumed. */
    static Price price(String model) {
        return PRICES.entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(MINI.contains(model) ? new Price(0.40, 2.00) : new Price(2.00, 8.00));
    }
}
