package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import dev.freeway.core.quota.Usage;
import dev.freeway.relay.Call;
import dev.freeway.relay.Sink;
import dev.freeway.wire.Json;
import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;

/** A prediction that was made, passed on as it is: under way, or at its end. */
final class PredictionAnswer implements Answer {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Call call;
    private final Sink sink;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(2048);
    private JsonNode prediction = Json.object();
    private boolean begun;

    PredictionAnswer(Call call, Sink sink) {
        this.call = call;
        this.sink = sink;
    }

    @Override
    public boolean receive(byte[] bytes) {
        body.writeBytes(bytes);
        return true;
    }

    @Override
    public void complete(String type) throws AnswerBroken {
        prediction = Translation.NONE.whole(body.toByteArray(), type);
        if (!ID.matcher(id()).matches()) {
            throw new AnswerBroken(new Fault.Broken("a prediction without an id"));
        }
        begun = true;
        sink.begin(call.head());
        sink.write(body.toByteArray());
    }

    @Override
    public boolean begun() {
        return begun;
    }

    /** One that still goes on, or was stopped, is charged as held: nobody comes back to settle. */
    @Override
    public Usage usage() {
        if (!ran()) {
            return Usage.NONE;
        }
        if (usageEstimated()) {
            return call.estimate();
        }
        JsonNode metrics = prediction.path("metrics");
        return Usage.of(
                        metrics.path("input_token_count").asLong(),
                        metrics.path("output_token_count").asLong())
                .with(call.estimate().media());
    }

    @Override
    public boolean usageEstimated() {
        boolean counted = prediction.path("metrics").path("input_token_count").isIntegralNumber();
        return ran() && !(status().equals("succeeded") && counted);
    }

    @Override
    public boolean ran() {
        return !status().equals("failed") && !status().equals("aborted");
    }

    private String status() {
        return prediction.path("status").asText("");
    }

    @Override
    public String model() {
        return prediction.path("model").asText(call.offer().model().id());
    }

    @Override
    public String id() {
        return prediction.path("id").asText("");
    }
}
