package dev.freeway.api.predictions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Field;
import dev.freeway.api.OpenAiVoice;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import dev.freeway.api.Tongue;
import dev.freeway.core.chat.Endpoint;
import dev.freeway.wire.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replicate's way to ask for a prediction. Thread-safe. */
public final class PredictionsTongue implements Tongue {
    private static final int UNPROCESSABLE = 422;
    private static final Pattern OF_MODEL = Pattern.compile("/v1/models/(.+)/predictions");
    private static final Pattern VERSION = Pattern.compile("([^:]*/[^:]+)(?::(.+))?");

    private final Wishes wishes;

    public PredictionsTongue(Wishes wishes) {
        this.wishes = wishes;
    }

    @Override
    public Heard hear(Target target, byte[] body) throws Refused {
        try {
            Field asked = Field.of(body);
            refuseHooks(asked);
            ObjectNode run = Json.object();
            name(asked, target, run);
            Field input = asked.get("input").object();
            if (input.isAbsent()) {
                throw input.wrong("an object");
            }
            input.into(run, "input");
            asked.get("stream").flag().into(run, "stream");
            wishes.into(run);
            return new Heard(Endpoint.PREDICTIONS, Json.bytes(run), OpenAiVoice.INSTANCE);
        } catch (Refused refused) {
            throw new Refused(unprocessable(refused.problem()));
        }
    }

    /** A request that can be read and is wrong is Replicate's 422. */
    static Problem unprocessable(Problem problem) {
        return problem.param().isEmpty()
                ? problem
                : new Problem(
                        UNPROCESSABLE,
                        problem.type(),
                        problem.code(),
                        problem.message(),
                        problem.param(),
                        problem.more(),
                        problem.headers());
    }

    private static void refuseHooks(Field asked) throws Refused {
        for (String name : List.of("webhook", "webhook_events_filter")) {
            if (!asked.get(name).isAbsent()) {
                throw asked.get(name)
                        .wrong("nothing: no webhooks are called here; ask for urls.get, or stream");
            }
        }
    }

    /** The model as the path or the body names it; a version only beside its model's name. */
    private static void name(Field asked, Target target, ObjectNode run) throws Refused {
        Matcher path = OF_MODEL.matcher(target.path());
        Field version = asked.get("version").string();
        if (path.matches()) {
            run.put("model", path.group(1));
        } else if (asked.get("model").isAbsent()) {
            byVersion(version, run);
            return;
        } else {
            run.put("model", asked.get("model").text());
        }
        version.into(run, "version");
    }

    private static void byVersion(Field version, ObjectNode run) throws Refused {
        Matcher named = VERSION.matcher(version.text());
        if (!named.matches()) {
            throw version.wrong(
                    "owner/name or owner/name:version, or a model beside it: which model a bare"
                            + " version belongs to is not known here");
        }
        run.put("model", named.group(1));
        if (named.group(2) != null) {
            run.put("version", version.text());
        }
    }

    @Override
    public JsonNode refusal(Problem problem) {
        ObjectNode body = Json.object().put("title", title(problem.status()));
        body.put("detail", problem.message()).put("status", problem.status());
        body.put("code", problem.code());
        problem.more().forEach(body::put);
        if (!problem.param().isEmpty()) {
            body.putArray("invalid_fields")
                    .addObject()
                    .put("field", problem.param())
                    .put("description", problem.message());
        }
        return body;
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Unauthenticated";
            case 402 -> "Insufficient credit";
            case 404 -> "Not found";
            case 422 -> "Input validation failed";
            case 429 -> "Too many requests";
            default -> status < 500 ? "Bad request" : "Server error";
        };
    }
}
