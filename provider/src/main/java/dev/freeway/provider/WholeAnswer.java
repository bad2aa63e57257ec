package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.util.Optional;

/** An answer in one piece. */
final class WholeAnswer implements Answer {
    private final Call call;
    private final Sink sink;
    private final OnePiece piece;
    private Optional<Usage> told = Optional.empty();
    private String id = "";
    private String model = "";
    private boolean begun;

    WholeAnswer(Call call, Translation translation, Sink sink) {
        this.call = call;
        this.piece = new OnePiece(translation);
        this.sink = sink;
    }

    @Override
    public boolean receive(byte[] bytes) {
        piece.add(bytes);
        return true;
    }

    @Override
    public Optional<String> later() throws AnswerBroken {
        return piece.later();
    }

    @Override
    public void complete(String type) throws AnswerBroken {
        JsonNode answer = piece.answer(type);
        told = used(answer);
        ObjectNode shaped = shaped(answer);
        id = shaped.path("id").asText("");
        model = shaped.path("model").asText(call.offer().model().id());
        begun = true;
        sink.begin(call.head());
        sink.write(Json.bytes(shaped));
    }

    private Optional<Usage> used(JsonNode answer) {
        return call.ask().endpoint().listens()
                ? Transcripts.told(answer).map(Usage.NONE::with)
                : Usages.read(answer).map(usage -> usage.with(call.ask().media()));
    }

    private ObjectNode shaped(JsonNode answer) throws AnswerBroken {
        return switch (call.ask().endpoint()) {
            case CHAT -> chat(answer);
            case COMPLETIONS -> completion(answer);
            case EMBEDDINGS -> embeddings(answer);
            case IMAGES -> images(answer);
            case TRANSCRIPTIONS, TRANSLATIONS -> Transcripts.shaped(answer, call);
            case PREDICTIONS -> throw new IllegalStateException("a prediction stays as it is");
        };
    }

    private ObjectNode chat(JsonNode answer) throws AnswerBroken {
        ObjectNode shaped = Shape.outer(answer, "chat.completion", call);
        if (!shaped.has("system_fingerprint")) {
            shaped.putNull("system_fingerprint");
        }
        ArrayNode choices = shaped.putArray("choices");
        for (JsonNode choice : choices(answer)) {
            ObjectNode one = choices.addObject();
            one.put("index", choice.path("index").asInt(choices.size() - 1));
            one.set("message", message(choice.path("message")));
            one.set("logprobs", choice.path("logprobs").isObject() ? choice.get("logprobs") : null);
            one.set("finish_reason", finished(choice));
        }
        shaped.set("usage", Shape.usage(usage()));
        return shaped;
    }

    private static ObjectNode message(JsonNode said) {
        ObjectNode message = said.isObject() ? said.deepCopy() : Json.object();
        message.put("role", "assistant");
        if (said.path("content").isArray()) {
            message.put("content", Shape.content(said.path("content")));
        } else if (!said.has("content")) {
            message.putNull("content");
        }
        if (!said.has("refusal")) {
            message.putNull("refusal");
        }
        return message;
    }

    private ObjectNode completion(JsonNode answer) throws AnswerBroken {
        ObjectNode shaped = Shape.outer(answer, "text_completion", call);
        ArrayNode choices = shaped.putArray("choices");
        for (JsonNode choice : choices(answer)) {
            ObjectNode one = choices.addObject();
            one.put("index", choice.path("index").asInt(choices.size() - 1));
            one.put("text", choice.path("text").asText());
            one.set("logprobs", choice.path("logprobs").isObject() ? choice.get("logprobs") : null);
            one.set("finish_reason", finished(choice));
        }
        shaped.set("usage", Shape.usage(usage()));
        return shaped;
    }

    private ObjectNode embeddings(JsonNode answer) throws AnswerBroken {
        if (!answer.path("data").isArray()) {
            throw broken("an embedding without data");
        }
        ObjectNode shaped = Json.object();
        shaped.put("object", "list");
        shaped.set("data", answer.get("data"));
        shaped.put("model", Shape.text(answer, "model", call.offer().model().id()));
        ObjectNode usage = shaped.putObject("usage");
        usage.put("prompt_tokens", usage().input());
        usage.put("total_tokens", usage().total());
        return shaped;
    }

    private static ObjectNode images(JsonNode answer) throws AnswerBroken {
        if (answer.path("data").isEmpty()) {
            throw broken("an answer without a picture");
        }
        ObjectNode shaped = Json.object();
        shaped.put("created", answer.path("created").asLong());
        shaped.set("data", answer.get("data"));
        return shaped;
    }

    private static JsonNode choices(JsonNode answer) throws AnswerBroken {
        if (answer.path("choices").isEmpty()) {
            throw broken("an answer without choices");
        }
        return answer.get("choices");
    }

    private static JsonNode finished(JsonNode choice) throws AnswerBroken {
        JsonNode reason = Shape.finishReason(choice.path("finish_reason"));
        if (reason.isNull()) {
            throw broken("an answer without a finish reason");
        }
        return reason;
    }

    private static AnswerBroken broken(String detail) {
        return new AnswerBroken(new Fault.Broken(detail));
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public Usage usage() {
        return told.orElseGet(
                () -> Usage.of(call.ask().inputTokens(), written()).with(call.ask().media()));
    }

    private long written() {
        return switch (call.ask().endpoint()) {
            case CHAT, COMPLETIONS -> piece.tokens();
            case EMBEDDINGS, IMAGES, TRANSCRIPTIONS, TRANSLATIONS, PREDICTIONS -> 0;
        };
    }

    @Override
    public boolean usageEstimated() {
        return told.isEmpty();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String id() {
        return id;
    }
}
