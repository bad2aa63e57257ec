package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws where every limit stands: what members were granted, then per account its models. */
final class QuotaTable {
    private final Paint paint;
    private final int width;
    private final boolean all;

    /**
     * @param width of the terminal, in characters
     * @param all also models of which nothing was used
     */
    QuotaTable(Paint paint, int width, boolean all) {
        this.paint = paint;
        this.width = width;
        this.all = all;
    }

    /** The lines of a page of {@code /api/quota}. */
    List<String> draw(JsonNode page) {
        Instant now = Instant.parse(page.path("at").asText());
        List<QuotaLine> limits = new ArrayList<>();
        page.path("limits").forEach(limit -> limits.add(new QuotaLine(limit)));
        if (limits.isEmpty()) {
            return List.of("no limit is known here (freeway providers says what is)");
        }
        Map<String, List<QuotaLine>> everybody = grouped(limits, QuotaLine::owner);
        Set<String> idle = idle(everybody);
        List<Owner> owners =
                everybody.entrySet().stream()
                        .filter(owner -> !idle.contains(owner.getKey()))
                        .map(owner -> owner(owner.getKey(), owner.getValue(), now))
                        .sorted((a, b) -> Boolean.compare(b.granted, a.granted))
                        .toList();
        List<QuotaRow> rows =
                owners.stream()
                        .flatMap(owner -> owner.models.values().stream())
                        .flatMap(List::stream)
                        .toList();
        QuotaColumns columns = QuotaColumns.fitting(rows, width);
        List<String> lines = new ArrayList<>();
        owners.stream().filter(Owner::granted).forEach(owner -> owner(owner, columns, lines));
        if (!idle.isEmpty()) {
            lines.add(paint.dim(untouched(idle.size())));
        }
        owners.stream()
                .filter(owner -> !owner.granted)
                .forEach(owner -> owner(owner, columns, lines));
        for (JsonNode limit : page.path("limits")) {
            QuotaNotes.of(limit).forEach(note -> lines.add(paint.dim(cut(note, width))));
        }
        return lines;
    }

    /** Members of whose limits nothing was used, if there are others: on a gateway, most. */
    private Set<String> idle(Map<String, List<QuotaLine>> everybody) {
        Map<String, List<QuotaLine>> members = new LinkedHashMap<>(everybody);
        members.values().removeIf(limits -> !limits.getFirst().granted());
        if (all || members.size() == 1) {
            return Set.of();
        }
        members.values().removeIf(limits -> limits.stream().anyMatch(QuotaLine::touched));
        return members.keySet();
    }

    private static String untouched(int members) {
        return "%,d %s untouched (--all shows them, --member NAME one)"
                .formatted(members, members == 1 ? "member" : "members");
    }

    private record Owner(
            String name, boolean granted, Map<String, List<QuotaRow>> models, int folded) {}

    private Owner owner(String name, List<QuotaLine> limits, Instant now) {
        Map<String, List<QuotaLine>> models = grouped(limits, QuotaLine::model);
        Map<String, List<QuotaRow>> shown = new LinkedHashMap<>();
        models.forEach((model, lines) -> {
            if (all || models.size() == 1 || lines.stream().anyMatch(QuotaTable::matters)) {
                shown.put(model, lines.stream().map(line -> new QuotaRow(line, now)).toList());
            }
        });
        return new Owner(name, limits.getFirst().granted(), shown, models.size() - shown.size());
    }

    private static boolean matters(QuotaLine line) {
        return line.touched() || line.ofAllModels();
    }

    private static <T> Map<String, List<T>> grouped(List<T> items, Function<T, String> by) {
        return items.stream()
                .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }

    private void owner(Owner owner, QuotaColumns columns, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        String granted = owner.granted ? "  granted to members" : "";
        lines.add(paint.bold(cut(owner.name, width - granted.length())) + paint.dim(granted));
        owner.models.forEach((model, rows) -> {
            lines.add("  " + cut(model, width - 2));
            rows.forEach(row -> lines.add(columns.line(row, paint)));
        });
        if (owner.folded > 0) {
            lines.add(paint.dim("  " + folded(owner) + " untouched (--all shows them)"));
        }
    }

    private static String folded(Owner owner) {
        String more = owner.models.isEmpty() ? "" : "more ";
        return owner.folded + " " + more + (owner.folded == 1 ? "model" : "models");
    }

    private static String cut(String words, int width) {
        return words.length() <= width ? words : words.substring(0, Math.max(1, width - 1)) + "…";
    }
}
