package dev.freeway.api;

import dev.freeway.core.quota.Standing;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What {@code /metrics} shows, in Prometheus' text form. Thread-safe. */
final class Counts {
    private final LongAdder served = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void served() {
        served.increment();
    }

    void refused() {
        refused.increment();
    }

    String text(List<Standing> standings) {
        StringBuilder text = new StringBuilder();
        text.append("# HELP freeway_requests_total Requests by what became of them.\n")
                .append("# TYPE freeway_requests_total counter\n");
        line(text, "freeway_requests_total{outcome=\"passed\"}", served.sum());
        line(text, "freeway_requests_total{outcome=\"refused\"}", refused.sum());
        gauge(text, standings, "left");
        gauge(text, standings, "used");
        gauge(text, standings, "held");
        return text.toString();
    }

    private static void gauge(StringBuilder text, List<Standing> standings, String what) {
        text.append("# HELP freeway_limit_").append(what).append(" Units of a limit ").append(what);
        text.append(".\n# TYPE freeway_limit_").append(what).append(" gauge\n");
        for (Standing standing : standings) {
            long value =
                    switch (what) {
                        case "left" -> standing.left();
                        case "used" -> standing.used();
                        default -> standing.held();
                    };
            line(text, "freeway_limit_" + what + labels(standing), value);
        }
    }

    private static String labels(Standing standing) {
        return "{provider=\"%s\",account=\"%s\",model=\"%s\",limit=\"%s\",meter=\"%s\"}"
                .formatted(
                        escaped(standing.key().provider()),
                        escaped(standing.key().account()),
                        escaped(standing.key().subject()),
                        escaped(standing.key().limit()),
                        standing.limit().meter().id());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
