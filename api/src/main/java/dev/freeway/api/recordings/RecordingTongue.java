package dev.freeway.api.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.api.Intake;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.BadForm;
import dev.freeway.wire.Json;
import dev.freeway.wire.Multipart;
import java.util.Optional;

/** OpenAI's form with a recording in it, to be transcribed or translated. */
public record RecordingTongue(Endpoint endpoint) implements Tongue {
    @Override
    public Intake intake() {
        return Intake.RECORDING;
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        try {
            RecordingForm form = new RecordingForm(Multipart.read(target.type(), body), endpoint);
            return new Heard(
                    endpoint,
                    Json.bytes(form.fields()),
                    form.voice(),
                    Optional.of(form.recording()));
        } catch (BadForm e) {
            throw new Refused(
                    Problem.of(
                            400,
                            Problem.INVALID,
                            "invalid_form",
                            "Bad form: %s (expected: a form with a 'file' and a 'model')"
                                    .formatted(e.getMessage())));
        }
    }

    @Override
    public JsonNode refusal(Problem problem) {
        return problem.json();
    }
}
