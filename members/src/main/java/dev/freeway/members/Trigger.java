package dev.freeway.members;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an alert waits for. */
public sealed interface Trigger {
    /** How it is written: {@code 80%} or {@code forecast}. */
    @JsonValue
    String text();

    /**
     * So much of a limit is used.
     *
     * @param percent 1 to 100
     */
    record Used(int percent) implements Trigger {
        public Used {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("percent: " + percent + " (expected: 1 to 100)");
            }
        }

        @Override
        public String text() {
            return percent + "%";
        }
    }

    /** At the pace of its use, nothing of a limit is left before its window ends. */
    record Forecast() implements Trigger {
        @Override
        public String text() {
            return "forecast";
        }
    }

    /**
     * Reads it as it is written.
     *
     * @throws IllegalArgumentException when it is neither
     */
    @JsonCreator
    static Trigger of(String text) {
        if (text.equals("forecast")) {
            return new Forecast();
        }
        Matcher percent = Pattern.compile("(\\d{1,3})%").matcher(text);
        if (!percent.matches()) {
            throw new IllegalArgumentException(
                    "at: '%s' (expected: 1%% to 100%%, or forecast)".formatted(text));
        }
        return new Used(Integer.parseInt(percent.group(1)));
    }
}
