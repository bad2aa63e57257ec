package dev.freeway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freeway.core.fault.Fault;
import java.time.Instant;
import java.util.function.Function;

/** What came is no answer. */
final class AnswerBroken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Function<Instant, Fault> fault;

    AnswerBroken(Fault fault) {
        super(fault.detail());
        this.fault = _ -> fault;
    }

    /** A refusal in place of an answer, although its status said there would be one. */
    AnswerBroken(JsonNode refusal) {
        super("a refusal in place of an answer");
        this.fault = now -> Refusals.read(refusal, now);
    }

    /**
     * What that means.
     *
     * @param now when it came: a refusal may say how long to wait from then
     */
    Fault fault(Instant now) {
        return fault.apply(now);
    }
}
