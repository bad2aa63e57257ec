package dev.freeway.api.predictions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freeway.api.Problem;
import dev.freeway.api.Refused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client says of a prediction beside its body.
 *
 * @param prefer its {@code Prefer} header
 * @param cancelAfter its {@code Cancel-After} header
 */
public record Wishes(Optional<String> prefer, Optional<String> cancelAfter) {
    private static final int WAIT_SECONDS_MAX = 60;
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait(?:\\s*=\\s*(\\d{1,4}))?\\s*(?:[,;]|$)");
    private static final Pattern DURATION =
            Pattern.compile("\\d{1,5}|(?=\\d)(\\d{1,2}h)?(\\d{1,4}m)?(\\d{1,5}s)?");

    void into(ObjectNode run) throws Refused {
        long wait = waitSeconds();
        if (wait > 0) {
            run.put("wait", wait);
        }
        if (cancelAfter.isPresent()) {
            run.put("cancel_after", duration(cancelAfter.get().strip()));
        }
    }

    /** Wishes we do not know are not heeded, as HTTP has it. */
    private long waitSeconds() {
        Matcher wait = WAIT.matcher(prefer.orElse(""));
        if (!wait.find()) {
            return 0;
        }
        String seconds = wait.group(1);
        return seconds == null
                ? WAIT_SECONDS_MAX
                : Math.min(WAIT_SECONDS_MAX, Long.parseLong(seconds));
    }

    private static String duration(String text) throws Refused {
        if (!DURATION.matcher(text).matches()) {
            throw new Refused(
                    PredictionsTongue.unprocessable(
                            Problem.invalid(
                                    "Cancel-After",
                                    "Cancel-After: '%s' (expected: a duration such as 90s, 5m or 1h30m)"
                                            .formatted(text))));
        }
        return text;
    }
}
