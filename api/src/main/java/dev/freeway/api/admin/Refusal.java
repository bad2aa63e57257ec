package dev.freeway.api.admin;

import dev.freeway.api.Problem;
import dev.freeway.members.Declined;

/** What was declined, as it is answered. */
public final class Refusal {
    private Refusal() {}

    /** By which status that is told. */
    static int status(Declined.Why why) {
        return switch (why) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case WRONG_PASSWORD -> 401;
            case UNAVAILABLE -> 503;
            case TOO_MANY -> 429;
        };
    }

    /** The same for a program. */
    public static Problem problem(Declined declined) {
        String message = String.valueOf(declined.getMessage());
        int status = status(declined.why());
        return switch (declined.why()) {
            case INVALID -> Problem.invalid(declined.field(), message);
            case NOT_FOUND -> Problem.of(status, Problem.INVALID, "not_found", message);
            case FORBIDDEN -> Problem.of(status, Problem.INVALID, "forbidden", message);
            case CONFLICT -> Problem.of(status, Problem.INVALID, "conflict", message);
            case WRONG_PASSWORD -> Problem.of(status, Problem.INVALID, "wrong_password", message);
            case UNAVAILABLE -> Problem.of(status, "server_error", "unavailable", message);
            case TOO_MANY ->
                    Problem.of(status, "rate_limit_error", "too_many_tries", message)
                            .with(
                                    "retry-after",
                                    Long.toString(declined.after().plusMillis(999).toSeconds()));
        };
    }
}
