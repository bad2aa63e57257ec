package dev.freeway.emulator;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** How creating a run goes wrong, or the run itself. */
final class ReplicateFaults {
    private ReplicateFaults() {}

    /** Whether the run breaks down rather than the answer about it. */
    static boolean inRun(Fault fault) {
        return switch (fault) {
            case HANG_IN_STREAM, CLEAN_END, ERROR_IN_200, ERROR_IN_STREAM -> true;
            case RATE_LIMIT_STORM, SUNSET, SERVER_ERROR, HANG_BEFORE -> false;
            case CUT, GARBAGE, SLOW_DRIP, NON_ASCII -> false;
        };
    }

    /** Whether the answer was spoilt; the run goes on. */
    static boolean strikes(HttpServerRequest http, Optional<Faults.Wish> wish) {
        if (wish.isEmpty()) {
            return false;
        }
        switch (wish.get().fault()) {
            case SERVER_ERROR -> {
                var _ =
                        http.response()
                                .setStatusCode(wish.get().status())
                                .putHeader("content-type", "text/html")
                                .end("<html><body><h1>upstream failed</h1></body></html>");
            }
            case CUT -> {
                var _ = http.response().reset();
            }
            case GARBAGE -> {
                var _ = http.response().end("{\"id\": 7,,,}\u0000\u0001 not an answer");
            }
            case HANG_BEFORE -> {}
            case RATE_LIMIT_STORM, SUNSET, HANG_IN_STREAM, CLEAN_END -> {
                return false;
            }
            case SLOW_DRIP, ERROR_IN_200, ERROR_IN_STREAM, NON_ASCII -> {
                return false;
            }
        }
        return true;
    }
}
