package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import java.util.Optional;
import java.util.regex.Pattern;

/** An answer of Replicate's: a prediction, which may have begun, ended, or come to nothing. */
record Prediction(Output output) implements Translation {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What one that succeeded says, in OpenAI's words. */
    @FunctionalInterface
    interface Output {
        JsonNode answer(JsonNode prediction) throws AnswerBroken;
    }

    /** By its id, not by the address it gives: our key goes to no address that an answer names. */
    @Override
    public Optional<String> later(byte[] body) throws AnswerBroken {
        JsonNode prediction = Translation.super.whole(body, "");
        boolean underWay =
                switch (prediction.path("status").asText("")) {
                    case "starting", "processing" -> true;
                    default -> false;
                };
        if (!underWay) {
            return Optional.empty();
        }
        String id = prediction.path("id").asText("");
        if (!ID.matcher(id).matches()) {
            throw new AnswerBroken(new Fault.Broken("a prediction under way without an id"));
        }
        return Optional.of("/predictions/" + id);
    }

    @Override
    public JsonNode whole(byte[] body, String type) throws AnswerBroken {
        JsonNode prediction = Translation.super.whole(body, type);
        String status = prediction.path("status").asText("");
        if (!status.equals("succeeded")) {
            String error = prediction.path("error").asText("no reason given");
            throw new AnswerBroken(
                    new Fault.Unsuccessful(
                            "the prediction ended as '%s': %s".formatted(status, error)));
        }
        return output.answer(prediction);
    }
}
