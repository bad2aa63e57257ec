package dev.freeway.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.emulator.Invention.Tariff;

/** How much of a meter a request takes, by its name. */
final class InventedMeter {
    private static final double MILLION = 1e6;

    private InventedMeter() {}

    /** Whether it is known when a request arrives; else only when it has been answered. */
    static boolean onArrival(String meter) {
        return switch (meter) {
            case "requests", "runs", "in_flight" -> true;
            default -> false;
        };
    }

    /** The most it could take. */
    static double most(String meter, Invention.Model model, Visit visit) {
        return of(meter, model, visit, visit.kind().inWords() ? visit.outputMax() : 0);
    }

    /** What it takes with {@code output} tokens of answer. */
    static double of(String meter, Invention.Model model, Visit visit, int output) {
        return switch (meter) {
            case "requests", "runs", "in_flight" -> 1;
            case "input_tokens", "uncached_input_tokens" -> visit.input();
            case "output_tokens" -> output;
            case "total_tokens", "uncached_tokens" -> (double) visit.input() + output;
            case "audio_milliseconds" -> seconds(visit) * 1_000;
            default -> cost(tariff(meter, model), visit, output);
        };
    }

    private static Tariff tariff(String meter, Invention.Model model) {
        Tariff tariff = model.prices().get(meter);
        if (tariff == null) {
            throw new IllegalArgumentException(
                    meter + " of " + model.id() + ": no price (expected: one)");
        }
        return tariff;
    }

    /** Rounded up: nothing is free. */
    static double cost(Tariff tariff, Visit visit, int output) {
        double tokens = (double) tariff.input() * visit.input() + (double) tariff.output() * output;
        double images =
                visit.kind() == Kind.IMAGE
                        ? (double) tariff.image() * visit.request().path("n").asInt(1)
                        : 0;
        double minutes = tariff.audioMinute() * seconds(visit) / 60;
        return tariff.request() + images + minutes + Math.ceil(tokens / MILLION - 1e-9);
    }

    private static double seconds(Visit visit) {
        return visit.request().path("seconds").asDouble();
    }

    /** Whether the request needs what {@code ability} names. */
    static boolean needs(String ability, Visit visit) {
        JsonNode request = visit.request();
        return switch (ability) {
            case "tools" -> !request.path("tools").isEmpty();
            case "vision" -> request.path("messages").toString().contains("\"image_url\"");
            case "json" -> request.path("response_format").path("type").asText().startsWith("json");
            case "chat", "completion", "embedding", "image" ->
                    visit.kind().name().equalsIgnoreCase(ability);
            case "transcription", "translation" -> visit.kind() == Kind.TRANSCRIPT;
            default -> throw new IllegalArgumentException("ability: " + ability);
        };
    }
}
