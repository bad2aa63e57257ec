package dev.freeway.app.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as a Markdown table: a line for each client and target, a column for each operation. */
public final class Table {
    private static final String WORKS = "yes";

    private final List<String> notes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Table() {}

    /** The table, and below it the reasons that its cells point to. */
    public static String of(List<Row> rows) {
        Table table = new Table();
        table.head();
        bySubject(rows).forEach(table::line);
        table.reasons();
        return table.text.toString();
    }

    /** What the rows fail to say or say they failed at, a line each. */
    public static List<String> complaints(List<Row> rows) {
        List<String> complaints = new ArrayList<>();
        bySubject(rows)
                .forEach((subject, cells) -> {
                    for (Operation operation : Operation.values()) {
                        Outcome outcome =
                                cells.getOrDefault(operation, new Outcome.Fails("not tried"));
                        if (outcome instanceof Outcome.Fails(String detail)) {
                            complaints.add(subject + " | " + operation.word() + ": " + detail);
                        }
                    }
                });
        return complaints;
    }

    private static Map<String, Map<Operation, Outcome>> bySubject(List<Row> rows) {
        Map<String, Map<Operation, Outcome>> subjects = new LinkedHashMap<>();
        for (Row row : rows) {
            subjects.computeIfAbsent(row.subject(), _ -> new LinkedHashMap<>())
                    .put(row.operation(), row.outcome());
        }
        return subjects;
    }

    private void head() {
        text.append("| client | against |");
        for (Operation operation : Operation.values()) {
            text.append(' ').append(operation.word()).append(" |");
        }
        text.append("\n|---|---|").append("---|".repeat(Operation.values().length)).append('\n');
    }

    private void line(String subject, Map<Operation, Outcome> cells) {
        text.append("| ").append(subject).append(" |");
        for (Operation operation : Operation.values()) {
            Outcome outcome = cells.getOrDefault(operation, new Outcome.Fails("not tried"));
            text.append(' ').append(cell(outcome)).append(" |");
        }
        text.append('\n');
    }

    private String cell(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Works() -> WORKS;
            case Outcome.Absent(String reason) -> "– (%d)".formatted(note(reason));
            case Outcome.KnownToFail(String reason) -> "no (%d)".formatted(note(reason));
            case Outcome.Fails(String detail) -> "**no** (%d)".formatted(note(detail));
        };
    }

    private int note(String words) {
        String reason = words.replaceAll("\\s+", " ");
        if (!notes.contains(reason)) {
            notes.add(reason);
        }
        return notes.indexOf(reason) + 1;
    }

    private void reasons() {
        text.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
    }
}
