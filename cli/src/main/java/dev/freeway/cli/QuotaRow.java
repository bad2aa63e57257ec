package dev.freeway.cli;

import java.time.Duration;
import java.time.Instant;

/** One limit in the words of the table. */
record QuotaRow(QuotaLine line, Instant now) {
    String text(QuotaColumn column) {
        return switch (column) {
            case LIMIT -> line.limit();
            case LEFT -> number(line.left());
            case AMOUNT -> number(line.amount());
            case UNIT -> Amounts.unit(line.meter());
            case USED -> line.used() > 0 ? number(line.used()) + " used" : "";
            case HELD -> line.held() > 0 ? number(line.held()) + " held" : "";
            case RESETS -> resets("resets in ", "does not come back");
            case RESETS_BRIEFLY -> resets("in ", "never back");
        };
    }

    private String number(long amount) {
        return Amounts.of(line.meter(), amount);
    }

    /** Nothing for what is whole, or held for a moment only. */
    private String resets(String lead, String never) {
        if (!line.touched() || line.concurrent()) {
            return "";
        }
        return line.resetsAt()
                .map(at -> lead + Amounts.wait(Duration.between(now, at)))
                .orElse(never)
                .replace("in now", "now");
    }

    /** How many of a bar's cells are taken: some if anything is, all only if nothing is left. */
    int taken(int cells) {
        if (cells == 0 || line.left() <= 0) {
            return cells;
        }
        double part = (double) (line.used() + line.held()) / Math.max(1, line.amount());
        return Math.clamp((int) Math.ceil(part * cells), 0, cells - 1);
    }
}
