package dev.freeway.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lines that are drawn again and again: in place on a terminal, one after the other elsewhere. */
final class Screen {
    private static final String CLEAR = "\u001b[2J";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private static final int MILLIS_MIN = 10;
    private static final int MILLIS_MAX = 86_400_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean inPlace;
    private List<String> shown = List.of();
    private boolean begun;

    Screen(PrintWriter out, PrintWriter err, boolean inPlace) {
        this.out = out;
        this.err = err;
        this.inPlace = inPlace;
    }

    /** Draws these lines, over the last ones where that can be done. */
    void show(List<String> lines) {
        if (inPlace) {
            out.print(begun ? HOME : CLEAR + HOME);
            lines.forEach(line -> out.print(line + REST_OF_LINE + "\n"));
            out.print(REST_OF_SCREEN);
        } else {
            lines.forEach(out::println);
        }
        out.flush();
        begun = true;
        shown = lines;
    }

    /** Leaves the last lines, and says something under them. */
    void note(String words) {
        if (inPlace) {
            List<String> last = shown;
            show(
                    java.util.stream.Stream.concat(last.stream(), List.of("", words).stream())
                            .toList());
            shown = last;
        } else {
            err.println(words);
        }
    }

    /** Seconds between two looks; no look follows another at once. */
    static Duration pause(double seconds) {
        return Duration.ofMillis(Math.clamp(Math.round(seconds * 1_000), MILLIS_MIN, MILLIS_MAX));
    }

    /** Waits; false when it was told to stop. */
    static boolean rest(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
