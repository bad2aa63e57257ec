package dev.freeway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.wire.HttpCall;
import dev.freeway.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a call that was made to try a provider.
 *
 * @param asked the model as it was asked for
 * @param took from the request until all of the answer was here
 */
record TestReport(String asked, HttpCall.Answer answer, Duration took) {
    private static final String LEFT = "x-freeway-left";

    boolean served() {
        return answer.status() == 200;
    }

    ObjectNode json() {
        ObjectNode report = Json.object();
        report.put("asked", asked);
        report.put("served", served());
        report.put("status", answer.status());
        report.put("took_ms", took.toMillis());
        report.put("account", header("x-freeway-account"));
        report.put("model", header("x-freeway-model"));
        report.set("body", answer.body());
        report.put("left", header(LEFT));
        ObjectNode headers = report.putObject("headers");
        limits().forEach(headers::put);
        return report;
    }

    List<String> lines(Sheet sheet) {
        sheet.title(
                "%s %s after %,d ms"
                        .formatted(
                                asked,
                                served() ? "answered" : "was refused (" + answer.status() + ")",
                                took.toMillis()));
        if (served()) {
            answered(sheet);
        } else {
            JsonNode error = answer.body().path("error");
            sheet.say("why: " + error.path("message").asText("no reason was given"));
            sheet.say("code: " + error.path("code").asText("none"));
        }
        limits().forEach((name, value) -> sheet.say(name + ": " + value));
        return sheet.lines();
    }

    private void answered(Sheet sheet) {
        JsonNode usage = answer.body().path("usage");
        sheet.say("account: " + header("x-freeway-account"));
        sheet.say("said: " + said());
        sheet.say(
                "tokens: %,d in, %,d out"
                        .formatted(
                                usage.path("prompt_tokens").asLong(),
                                usage.path("completion_tokens").asLong()));
        if (!header(LEFT).isEmpty()) {
            for (String left : header(LEFT).split(", ", -1)) {
                sheet.say("left: " + left.replace("=", " ").replaceFirst("/(\\d+)$", " of $1"));
            }
        }
    }

    private String said() {
        JsonNode vector = answer.body().at("/data/0/embedding");
        if (!vector.isMissingNode()) {
            return "a vector of " + vector.size() + " numbers";
        }
        JsonNode choice = answer.body().at("/choices/0");
        String text = choice.at("/message/content").asText("");
        String end = choice.path("finish_reason").asText("");
        return "%s (ended: %s)".formatted(text.isBlank() ? "no text yet" : "'" + text + "'", end);
    }

    /** Headers that speak of limits and waits, by name. */
    private Map<String, String> limits() {
        Map<String, String> limits = new TreeMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (name.matches("x-ratelimit-.*|retry-after|x-freeway-resets-at")) {
                        limits.put(name, String.join(", ", values));
                    }
                });
        return limits;
    }

    private String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
